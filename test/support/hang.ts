/**
 * Limits that only a hang exceeds: far above the duration of the work on the slowest and busiest machine, far below
 * that of quadratic or exponential work. Speed itself is measured by the benchmark, where nothing else runs.
 */
import { patient } from './patient.js';

/** Processor time, for work in this process. */
export const hangCpuMs = 10_000;

/**
 * Clock time, for work of others that this process waits for: longer on an overloaded machine, and below the time limit
 * of a test.
 */
export const hangMs = Math.min(200_000, patient(30_000));
