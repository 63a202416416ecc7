/** One line of the results. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it was compared with, in the same run. */
  readonly peer?: string;
  /** Our value over the peer's. */
  readonly ratio?: number;
  /** What is to be reached: of the ratio where there is one, else of the value. */
  readonly bar?: number;
}
