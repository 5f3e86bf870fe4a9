/** How to connect each vendor, in English; the facts are those of docs/providers. */
import type { Guides } from './guide.js';

const baseUrl = "Only when the API is not at the provider's usual address.";

/** The guides. */
export const guides: Guides = {
  GREEN_API: {
    about: 'WhatsApp by scanning a QR code; each number is an instance.',
    need: 'You need an instance that is authorized in the Green API console, and its id and token.',
    steps: [
      'Open the console of Green API, and there the settings of the instance.',
      'Paste the URL above into the field for the webhook URL.',
      'Only if you filled in the webhook token: enter the same one as the authorization header (webhookUrlToken).',
      'Switch on: incoming messages, statuses of sent messages, messages sent by API, messages sent from the phone, state of the instance.',
      'Save. The instance restarts, which takes up to five minutes.',
      'Write to the number from another phone.',
    ],
    externalId: '',
    fields: {
      idInstance: 'idInstance in the console: the digits of the instance.',
      apiTokenInstance: 'apiTokenInstance in the console.',
      webhookUrlToken: 'Any long random text. Green API then sends it with every notification. May be empty.',
      apiUrl: 'apiUrl in the console, for example https://7107.api.greenapi.com.',
    },
  },
  CHATFLOW: {
    about: 'WhatsApp numbers as instances of a bot builder.',
    need: 'You need a ChatFlow account with a connected number, its API token, and the instance id of each number.',
    steps: [
      'Below, add each number with its instance id, character for character.',
      'In ChatFlow, open the bot flow of a number.',
      'Put a webhook node (method POST) on every path that an inbound message takes.',
      'Its URL is the one above, followed by &instance_id= and the instance id of this number.',
      'Do the same for every number, each with its own instance id.',
      'Write to the number from a phone.',
    ],
    externalId: 'The instance id, for example instance_xxx.',
    fields: {
      apiToken: 'The API token of the account, in the cabinet of ChatFlow.',
      instanceId: 'The number that is used when a webhook names none. Empty, when every number is added.',
      api: 'Which of its two APIs the account has.',
      baseUrl,
    },
  },
  WHATSAPP_CLOUD: {
    about: "Meta's own API for WhatsApp.",
    need: 'You need a Meta app with WhatsApp, a permanent token of a system user, the app secret, and the phone number ids.',
    steps: [
      'Below, add each number with its phone_number_id (WhatsApp > API setup).',
      "In Meta's app, open WhatsApp > Configuration.",
      'Callback URL: the URL above. Verify token: what follows “key=” in it, or the verify token that you filled in.',
      'Press “Verify and save”: the console has to report success.',
      'Subscribe to messages, message_template_status_update, account_update, account_alerts, account_review_update, phone_number_quality_update and phone_number_name_update; also to smb_message_echoes when the number is used in the WhatsApp Business app.',
      'Write to the number from a phone.',
    ],
    externalId: 'The phone_number_id; it is not the phone number.',
    fields: {
      accessToken:
        'A permanent token of a system user with whatsapp_business_messaging and whatsapp_business_management.',
      appSecret: 'In the app: App settings > Basic.',
      verifyToken: 'A word of your own for the handshake; without it, the key of the URL is used.',
      businessAccountId: 'The id of the WhatsApp Business account, so that its templates are listed.',
      graphVersion: 'Version of the Graph API, for example v25.0.',
      sendsPerSecond: 'Messages a second, by the id of a number.',
      baseUrl,
    },
  },
  TWILIO_MESSAGING: {
    about: 'SMS and WhatsApp by Twilio; each message by itself.',
    need: 'You need the account SID, the auth token and the numbers from the Twilio console.',
    steps: [
      'Below, add each number as Twilio writes it: whatsapp:+14155550123 or +14155550167.',
      'In the Twilio console, open Messaging > Services > your service > Integration.',
      'Choose “Send a webhook”, request URL: the URL above, method POST.',
      'Do the same for each number or WhatsApp sender that is in no service.',
      'Status callbacks need no setting.',
      'Write to the number from a phone.',
    ],
    externalId: 'As Twilio writes it: whatsapp:+14155550123 or +14155550167.',
    fields: twilioFields(),
  },
  TWILIO_CONVERSATIONS: {
    about: 'Twilio, where Flex, a bot or other software uses Conversations.',
    need: 'You need the account SID, the auth token, the Conversations service and the numbers.',
    steps: [
      'Below, add each number as Twilio writes it: whatsapp:+14155550123 or +14155550167.',
      'In the Twilio console, open Conversations > your service > Webhooks.',
      'Post-event URL: the URL above, method POST. Leave the pre-event URL empty.',
      'Tick onMessageAdded, onMessageUpdated, onMessageRemoved, onDeliveryUpdated, onConversationAdded, onParticipantAdded.',
      'Switch on Messaging > Services > your service > Integration > “Autocreate a Conversation”.',
      'Write to the number from a phone.',
    ],
    externalId: 'As Twilio writes it: whatsapp:+14155550123 or +14155550167.',
    fields: twilioFields(),
  },
  TATA: {
    about: 'WhatsApp numbers of TATA Omni in India.',
    need: "You need each number's token: Panel > Settings > Channels > WhatsApp.",
    steps: [
      'Below, add each number with its plus.',
      'In the panel of TATA, open Integration.',
      'Put the URL above for user messages, for callbacks and for other events.',
      'Method POST, content type application/json, authentication none.',
      'Write to the number from a phone, and reply from here.',
    ],
    externalId: 'The number with its plus: +918800000111.',
    fields: {
      tokens: 'The token of each number, for example +918800000111 = token.',
      authorization: 'How the token stands in the header.',
      recipientFormat: 'How phones are written: with a plus, or digits alone.',
      baseUrl,
    },
  },
};

function twilioFields() {
  return {
    accountSid: 'AC…, in the console under “Account info”.',
    authToken: 'The primary auth token, in the same place. Twilio signs webhooks with it.',
    secondaryAuthToken: 'Only while you replace the token.',
    apiKeySid: 'SK…: an API key to send with, in place of the auth token.',
    apiKeySecret: 'The secret of the API key.',
    serviceSid: 'IS…: the service that your conversations are in (Conversations only).',
    routes: 'Webhook paths of your own, and the channel of each.',
    sendsPerSecond: 'Messages a second, by number.',
    requireSignature: 'Refuse webhooks without a signature.',
    baseUrl,
  };
}
