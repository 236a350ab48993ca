// What is used of jpeg-js.
declare module "jpeg-js" {
  export function decode(
    file: Uint8Array,
    options: {useTArray: true; formatAsRGBA: false}
  ): {width: number; height: number; data: Uint8Array};
}
