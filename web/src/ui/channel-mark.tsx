/** Marks of a number: a colour and two letters. Colours repeat from the ninth number on; letters differ. */
import type { ChannelPartsFragment } from '../gql/operations.js';
import { cleanName } from './clean-name.js';

const colourCount = 8;
const colours = new Map<string, number>();

/** Gives each number its colour, by its place in the list of numbers. */
export function registerChannels(channels: readonly { readonly id: string }[]): void {
  for (const { id } of channels) colourOf(id);
}

function colourOf(id: string): number {
  const known = colours.get(id);
  if (known !== undefined) return known;
  const colour = colours.size % colourCount;
  colours.set(id, colour);
  return colour;
}

const initials: Readonly<Record<string, string>> = {
  CHATFLOW: 'CF',
  GREEN_API: 'GA',
  TATA: 'TA',
  TWILIO_CONVERSATIONS: 'TC',
  TWILIO_MESSAGING: 'TM',
  WHATSAPP_CLOUD: 'WC',
};

/** The mark; the name of the number is its label. */
export function ChannelMark({ channel }: { readonly channel: ChannelPartsFragment }) {
  const name = cleanName(channel.label);
  const letters = initials[channel.provider] ?? name.slice(0, 2).toUpperCase();
  const isOff = channel.channelStatus !== 'ACTIVE';
  return (
    <span
      className={`mark mark-${colourOf(channel.id)}${isOff ? ' mark-off' : ''}`}
      role="img"
      aria-label={name}
      title={name}
    >
      {letters}
    </span>
  );
}
