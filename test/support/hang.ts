/**
 * Limits that only a hang exceeds: far beyond what the work takes on the slowest and busiest machine, far below what
 * quadratic or exponential work would. How fast something is, the benchmark measures, where nothing else runs.
 */

/** Of processor time, for work that is done in this process. */
export const hangCpuMs = 10_000;

/** Of the clock, for what others do while this process waits; below the time limit of a test. */
export const hangMs = 30_000;
