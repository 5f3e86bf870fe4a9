/** Base components and formats; they know no feature. */
export { ChannelMark, registerChannels } from './channel-mark.js';
export { cleanName, nameOf } from './clean-name.js';
export { Dialog } from './dialog.js';
export { Icon, type IconName } from './icon.js';
export { IconButton } from './icon-button.js';
export { Menu, type MenuEntry } from './menu.js';
export { Name } from './name.js';
export { toOwnLink } from './own-link.js';
export {
  dayKey,
  formatDateTime,
  formatDay,
  formatExact,
  formatLength,
  formatShort,
  formatSize,
  formatTime,
} from './times.js';
export { useMedia } from './use-media.js';
