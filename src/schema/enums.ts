/**
 * Registers every enum with the schema, once, with a description for each value, by subject. Importing this file is enough;
 * it must happen before the schema is built.
 */
import './enums/assistants.js';
import './enums/conversations.js';
import './enums/events.js';
import './enums/files.js';
import './enums/jobs.js';
import './enums/ledger.js';
import './enums/messages.js';
import './enums/orders.js';
import './enums/providers.js';
import './enums/search.js';
import './enums/simulation.js';
import './enums/users.js';
