/** Texts of presence in English: ICU messages. */
export const presence = {
  isWriting: '{count, plural, one {{names} is writing…} other {{names} are writing…}}',
  isLooking: '{count, plural, one {{names} is looking at this} other {{names} are looking at this}}',
  colleaguesMore: '{count, plural, one {# more} other {# more}}',
  availability_ONLINE: 'Online: takes conversations',
  availability_BUSY: 'Busy: takes no new ones',
  availability_OFFLINE: 'Away',
  availabilityFailed: 'Not saved. Try again',
} as const;
