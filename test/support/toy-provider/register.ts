/** The registry line of the toy vendor. Import it before anything that is built from the list of vendors. */
import { registerProvider } from '../../../src/providers/registry.js';
import { toy } from './index.js';

registerProvider(toy);
