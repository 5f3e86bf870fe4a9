/** Variables of canned replies; those of attributes are `attribute.<key>`. */
export const variables = [
  'contact.name',
  'contact.phone',
  'agent.name',
  'channel.name',
  'lead.name',
] as const;

/** Variables of booking notices. */
export const noticeVariables = [
  ...['when', 'was', 'became', 'services', 'staff', 'cost', 'address', 'client', 'salon', 'changes'],
] as const;
