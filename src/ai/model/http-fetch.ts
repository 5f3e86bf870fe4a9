/** `fetch` with an agent of our own. A separate module, so a process without assistants does not load the library. */
import { fetch } from 'undici';

/** The `fetch` that takes a dispatcher; Node's own has another version of the library. */
export const httpFetch: typeof fetch = (input, init) => fetch(input, init);
