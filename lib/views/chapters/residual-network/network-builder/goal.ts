/** So many paths are left. */
export const reached = (paths: number): boolean => paths === 8;
