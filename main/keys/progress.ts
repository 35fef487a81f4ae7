/** Told how far a costly piece of work has come, from 0 to 1. */
export type OnProgress = (fraction: number) => void;
