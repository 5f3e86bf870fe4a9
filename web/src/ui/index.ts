/** Base components and formats; they know no feature. */
export { ChannelMark, registerChannels } from './channel-mark.js';
export { cleanName, nameOf } from './clean-name.js';
export { Dialog } from './dialog.js';
export { Icon, type IconName } from './icon.js';
export { IconButton } from './icon-button.js';
export { LabelDot } from './label-dot.js';
export { Menu, type MenuEntry } from './menu.js';
export { MenuAt } from './menu-at.js';
export { Name } from './name.js';
export { toOwnLink } from './own-link.js';
export {
  type Preferences,
  preferences,
  setPreference,
  subscribePreferences,
  usePreference,
} from './preferences.js';
export {
  dayKey,
  formatDateTime,
  formatDay,
  formatExact,
  formatLength,
  formatShort,
  formatSize,
  formatTime,
  formatWait,
} from './times.js';
export { runToastAction, showToast, type Toast, Toasts } from './toasts.js';
export { useMedia } from './use-media.js';
export { useMinute } from './use-minute.js';
