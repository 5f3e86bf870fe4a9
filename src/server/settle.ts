/**
 * What is left for quiet moments. After a start the compiled code is written down for the next one, also when this process is
 * killed later. The garbage of a start, or of a busy hour, is collected: V8 would leave it there as long as nothing happens,
 * and after a start it is a quarter of the memory.
 */
import { flushCompileCache } from 'node:module';
import { performance } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A second in which less than this part of the time was used is quiet. */
const quietUtilization = 0.05;
const tickMs = 1_000;
/** Least time between two collections; V8 gives the pages back within the first half of it. */
const everyMs = 30_000;
/** A collection stops everything for about 1 ms for each MiB; of a larger heap only V8 decides when. */
const largestHeapBytes = 200 * 1_048_576;
const leastGrowthBytes = 8 * 1_048_576;

/** Looks once a second whether it is quiet, as long as the process runs. */
export function settleWhenQuiet(): void {
  let before = performance.eventLoopUtilization();
  let isWrittenDown = false;
  let collectedAt = Number.NEGATIVE_INFINITY;
  /** Size of the heap some time after the last collection; null until then. At the start all of it is growth. */
  let settledBytes: number | null = 0;
  setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (utilization >= quietUtilization) return;
    if (!isWrittenDown) {
      isWrittenDown = true;
      flushCompileCache();
      return;
    }
    if (performance.now() - collectedAt < everyMs) return;
    const bytes = getHeapStatistics().total_heap_size;
    // The engine collects by itself too.
    settledBytes = Math.min(settledBytes ?? bytes, bytes);
    if (bytes > largestHeapBytes || bytes - settledBytes < Math.max(leastGrowthBytes, settledBytes / 8))
      return;
    collectGarbage();
    collectedAt = performance.now();
    settledBytes = null;
  }, tickMs).unref();
}

/** The function that does it exists only in contexts that are made while the flag is set. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  collect();
}
