/** The list of conversations and its filters. */
export { ConversationList } from './conversation-list.js';
export {
  type Filters,
  noFilters,
  readFilters,
  tataChannels,
  toFits,
  toServerFilter,
  writeFilters,
} from './filters.js';
