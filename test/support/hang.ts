/**
 * Limits that only a hang exceeds: far beyond what the work takes on the slowest and busiest machine, far below what
 * quadratic or exponential work would. How fast something is, the benchmark measures, where nothing else runs.
 */
import { patient } from './patient.js';

/** Of processor time, for work that is done in this process. */
export const hangCpuMs = 10_000;

/**
 * Of the clock, for what others do while this process waits: longer where the machine is asked for more than it has, and
 * below the time limit of a test.
 */
export const hangMs = Math.min(200_000, patient(30_000));
