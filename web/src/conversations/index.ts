/** The list of conversations and its filters. */
export { askList } from './ask-list.js';
export { ConversationList } from './conversation-list.js';
export {
  type Filters,
  noFilters,
  readFilters,
  type Scope,
  tataChannels,
  toJudge,
  toServerFilter,
  writeFilters,
} from './filters.js';
export { isListPath, keptQuery, startQuery } from './kept-filters.js';
export { ListPlaceholder } from './list-states.js';
