/**
 * The order of the files: those that start servers, processes and browsers first, unit tests last, so that all workers are
 * busy until the end. Jest itself begins with large files while it has not measured them, as in a fresh clone.
 */
import { sep } from 'node:path';
import testSequencer from '@jest/test-sequencer';

const folders = ['e2e', 'contract', 'integration', 'unit'];
const placeOf = ({ path }) => folders.findIndex(folder => path.includes(`${sep}test${sep}${folder}${sep}`));

export default class Sequencer extends testSequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
