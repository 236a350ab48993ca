// Scratch space that the kernels share, below the arena. A kernel leaves nothing in it: each finds it dirty.
const START: usize = (__heap_base + 63) & ~63;

/** A row of a tile where a sum has no initial value. Nothing writes here. */
export const ZEROS: usize = START;

/** One 4 × 8 tile. */
export const EDGE: usize = ZEROS + 64;

/** A panel of B is packed here: at most PANEL_ROWS rows of 8 columns. */
export const PANEL: usize = EDGE + 4 * 32;
export const PANEL_ROWS: i32 = 8192;

/** The first byte that an arena may use. */
export const ARENA: usize = PANEL + PANEL_ROWS * 32;
