/** Texts of the side panel in English: ICU messages. */
export const contact = {
  contact: 'Contact',
  addresses: 'Addresses',
  optedOut: 'wants no messages',
  samePerson: 'Perhaps the same person',
  lead: 'Lead',
  noLead: 'No lead.',
  stage: 'Stage',
  owner: 'Owner',
  topic: 'Topic',
  noTopic: 'No topic',
  notes: 'Notes',
  noNotes: 'No notes.',
  others: 'Other conversations',
  noOthers: 'No other conversations.',
} as const;
