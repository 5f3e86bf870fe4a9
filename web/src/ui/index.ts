/** Base components and formats; they know no feature. */
export { ChannelMark, registerChannels } from './channel-mark.js';
export { cleanName, cleanSentence, nameOf } from './clean-name.js';
export { CopyButton } from './copy-button.js';
export { Dialog } from './dialog.js';
export { guardText } from './guard-text.js';
export { causeOf, causeText } from './handoff-cause.js';
export { Icon, type IconName } from './icon.js';
export { IconButton } from './icon-button.js';
export { LabelDot } from './label-dot.js';
export { lazyLayer, loadLayers } from './lazy-layer.js';
export { Menu, type MenuEntry } from './menu.js';
export { MenuAt } from './menu-at.js';
export { formatMoney } from './money.js';
export { Name } from './name.js';
export { toOwnLink } from './own-link.js';
export {
  type Preferences,
  preferences,
  setPreference,
  subscribePreferences,
  usePreference,
} from './preferences.js';
export { putFile } from './put-file.js';
export { refuseDroppedFiles } from './refuse-dropped-files.js';
export { followTheme, onThemeChange } from './theme.js';
export {
  dayKey,
  formatBy,
  formatDate,
  formatDateTime,
  formatDay,
  formatExact,
  formatLength,
  formatMoment,
  formatShort,
  formatSize,
  formatTime,
  formatWait,
} from './times.js';
export { runToastAction, showToast, type Toast, Toasts } from './toasts.js';
export { useLocale } from './use-locale.js';
export { useMedia } from './use-media.js';
export { useMinute } from './use-minute.js';
export { useVisualViewport } from './use-visual-viewport.js';
export { toInstant, toLocal, type WakeUpTime, type WorkingHours, wakeUpTimes } from './working-time.js';
export { writeList } from './write-list.js';
export { writeOutcome } from './write-outcome.js';
