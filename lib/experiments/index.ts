// The experiments by name: what a worker can run. Each is a generator that yields records which can be cloned.
export const experiments = {*nothing(_: object) {}};

export type Experiments = typeof experiments;
export type OptionsOf<N extends keyof Experiments> = Parameters<Experiments[N]>[0];
export type RecordOf<N extends keyof Experiments> =
  ReturnType<Experiments[N]> extends Generator<infer R> ? R : never;
