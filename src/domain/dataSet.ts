/** The points of a data set as every room sees them; made by `generateData`. */

export interface DataSet {
  /** x1, x2 of point i at 2i, 2i + 1. */
  readonly points: Float32Array;
  /** Class 0 or 1 of each point (a value, for regression). */
  readonly labels: Float32Array;
  /** Indices of the points trained on, in the order in which batches number them. */
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}
