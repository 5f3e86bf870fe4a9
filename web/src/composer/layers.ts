/** What is opened while writing; loaded after the first screen. */
import { lazyLayer } from '../ui/index.js';

export const CannedPicker = lazyLayer(async () => (await import('./canned-picker.js')).CannedPicker);
export const ScheduleDialog = lazyLayer(async () => (await import('./schedule-dialog.js')).ScheduleDialog);
export const SuggestionPlace = lazyLayer(async () => (await import('./suggestion-place.js')).SuggestionPlace);
export const SignOutQuestion = lazyLayer(
  async () => (await import('./sign-out-question.js')).SignOutQuestion,
);
