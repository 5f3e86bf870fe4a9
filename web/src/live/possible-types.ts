/** Types of the unions that fragments of the page are written for: without them the cache guesses what a fragment matches. */
export const possibleTypes = {
  Actor: ['AiAssistant', 'Contact', 'SystemActor', 'User'],
  TimelineItem: ['Activity', 'BookingNotification', 'Message', 'Note'],
};
