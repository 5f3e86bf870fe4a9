/** Texts of the page of the booking system in English: ICU messages. */
export const bookings = {
  bookings_empty:
    'YClients is not connected yet. Connect it, and customers get a message when their booking is made, moved or cancelled, and a reminder before the visit; colleagues see the bookings next to the conversation.',
  bookings_need:
    'You need the company id of each branch, a number that can send, and for a repair of lost events a partner token and a user token of YClients.',
  bookings_connect: 'Connect YClients',
  bookings_connectAnother: 'Connect another one',
  bookings_connectAgain: 'Connect again',
  bookings_connectDo: 'Connect',
  bookings_connectHelp:
    'Access data are not needed for webhooks. They are stored encrypted and never shown again.',
  bookings_againHelp:
    'Branches and bookings are still here. The access data were deleted: enter them again. The webhook URL will be a new one.',
  bookings_accountNameHint: 'For you, for example “YClients, shops”.',
  bookings_partnerToken: 'Partner token',
  bookings_partnerTokenHint:
    'With the user token: changed bookings are also read every five minutes, so that a lost webhook is recovered.',
  bookings_userToken: 'User token',
  bookings_userTokenHint: 'Of a user of YClients who sees the bookings of all branches.',
  bookings_webhookSecret: 'Webhook secret',
  bookings_webhookSecretHint:
    'Only for a relay that signs. YClients does not sign: with a secret, its own webhooks are refused.',
  bookings_apiBaseUrl: 'API address',
  bookings_apiBaseUrlHint: 'Only for another API, such as Altegio’s.',
  bookings_remove: 'Remove',
  bookings_removeHint: 'Of what is stored.',
  bookings_connected: 'connected',
  bookings_latest: 'Last received',
  bookings_stored: 'stored',
  bookings_noAccess: 'none: a lost webhook is not recovered',
  bookings_isOff:
    'Webhooks are refused, and no notice is sent, not even one that was waiting. Branches and bookings stay.',
  bookings_refused:
    '{count, plural, one {# webhook was refused} other {# webhooks were refused}}, and none was accepted since:',
  bookings_urlHelp: 'The key in it is shown only when it is made. If you no longer have it, make a new one.',
  bookings_enterUrl: 'Now enter the webhook URL in YClients.',
  bookings_steps: 'What to do in YClients',
  bookings_step1: 'Copy the webhook URL. In YClients, open the webhook settings of the branch.',
  bookings_step2:
    'Add the URL for bookings («записи»): created, changed and deleted. Leave the URLs of other services in the list.',
  bookings_step3: 'Do the same for each branch.',
  bookings_step4:
    'Add each branch below with its company id. Bookings of a branch that is missing wait for it.',
  bookings_step5: 'Make a booking in YClients: it is shown here as last received.',
  bookings_change: 'Name and access data',
  bookings_rotateQuestion:
    'The present URL stops working at once. Enter the new one in YClients immediately: what is refused meanwhile is read later only if both tokens are stored.',
  bookings_disconnect: 'Disconnect',
  bookings_disconnectQuestion:
    'Disconnect {name}? Its access data are deleted, its webhooks refused, and nothing is read. No notice and no reminder is sent, not even one that is waiting. Branches and bookings stay, and you can connect it again.',
  bookings_branches: 'Branches',
  bookings_branchesHelp: 'What customers of a branch are told, and by which number.',
  bookings_unknown:
    '{count, plural, one {# event} other {# events}} of the company id {companyId} wait: this branch is not added yet.',
  bookings_addUnknown: 'Add the branch {companyId}',
  bookings_noBranches: 'No branch yet. Add one, and its bookings are taken.',
  bookings_addBranch: 'Add a branch',
  bookings_number: 'Notices from',
  bookings_noNumber: 'sends no notices',
  bookings_reminders: 'Reminders',
  bookings_noReminders: 'none',
  bookings_hours: '{hours} h before',
  bookings_inOrder: 'in order',
  bookings_pulled: 'Changes are read up to',
  bookings_uninstalled:
    'The branch removed the application in YClients: no bookings arrive. Install it again there.',
  bookings_frozen: 'YClients suspended the application: no bookings arrive. Look in its marketplace.',
  bookings_stopped: 'YClients stopped sending bookings: {state}.',
  bookings_companyId: 'Company id',
  bookings_companyIdHint: 'Of the branch in YClients, for example 962302. It never changes.',
  bookings_name: 'Name',
  bookings_nameHint: 'As customers know it.',
  bookings_address: 'Address',
  bookings_addressHint: 'Written in the notices. Empty: none.',
  bookings_businessType: 'Kind of business',
  bookings_businessTypeHint:
    'For example barbershop: texts of notices for this kind are preferred. May be empty.',
  bookings_timezone: 'Time zone',
  bookings_timezoneHint: 'A wrong one moves reminders and calendar files.',
  bookings_locale: 'Language of notices',
  bookings_localeHint: 'The built-in texts are in these.',
  bookings_companyLocale: 'The company’s',
  bookings_currency: 'Currency of prices',
  bookings_currencyHint: 'Three letters, such as KZT. Empty: a number alone.',
  bookings_currencyNewHint: 'Three letters, such as KZT. Empty: that of the company’s country.',
  bookings_notices: 'Notices',
  bookings_noticeChannelId: 'Number',
  bookings_noticeChannelIdHint: 'The only number that sends the notices of this branch.',
  bookings_reminderHours: 'Reminders, hours before the visit',
  bookings_reminderHoursHint: '1 to 720, with commas between them: 24, 2. Empty: no reminders.',
  bookings_groupingSeconds: 'Combine changes, seconds',
  bookings_groupingSecondsHint: '0 to 3600. Changes within this time become one notice.',
  bookings_recentActivityMinutes: 'No notice after a message, minutes',
  bookings_recentActivityMinutesHint:
    '0 to 1440: a customer who wrote in this time is not told. Empty: as in the settings of the company.',
  bookings_bot: 'Bookings of a bot',
  bookings_botHelp: 'A bot tells the customer itself, so its bookings cause no second notice.',
  bookings_botUserIds: 'Users that only bots are',
  bookings_botUserIdsHint:
    'Ids of YClients (created_user_id), one on each line. Give a bot a user of its own: this is the surest.',
  bookings_botCommentMarkers: 'Marks in the comment',
  bookings_botCommentMarkersHint: 'One on each line. A comment with one of them is a bot’s. Empty: none.',
  bookings_markersNewHint:
    'One on each line. A comment with one of them is a bot’s. Empty: AI администратор, AI Admin, WhatsApp.',
  bookings_tellsChanges: 'Tell customers of later changes of a bot’s bookings',
  bookings_known: 'This branch is here already: {name}. Change it in the list.',
  bookings_reminderFault: 'Write whole numbers with commas between them, such as 24, 2.',
} as const;
