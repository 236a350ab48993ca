/** On this plane the plain network has no more local minima than the residual one. */
export const reached = (plain: number, residual: number): boolean => plain <= residual;
