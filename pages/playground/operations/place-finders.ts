/** Values for the places of ready operations: `<conversationId>` becomes the id of the latest conversation, and so on. */

/** Runs a query. Returns null when that is not possible: not signed in, or the role has no access. */
export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<unknown>;

/** Finds values for some places; an undefined value leaves the place as it is. */
export interface PlaceFinder {
  readonly places: readonly string[];
  /** What it asks, for the test that validates it. */
  readonly documents: readonly string[];
  readonly find: (ask: Ask) => Promise<Readonly<Record<string, unknown>>>;
}

interface Nodes<Node> {
  readonly nodes: readonly Node[];
}
interface Id {
  readonly id: string;
}

const latestDocument = `query LatestConversation {
  conversations(first: 1) {
    nodes { id channel { id mediaLimits { filesPerMessage } } contact { id } lead { id } lastMessage { id } }
  }
  channels(first: 100) { nodes { id mediaLimits { filesPerMessage } } }
  viewer { id }
}`;
interface Latest {
  readonly conversations: Nodes<
    Id & {
      readonly channel: Id & { readonly mediaLimits: unknown };
      readonly contact: Id;
      readonly lead: Id | null;
      readonly lastMessage: Id | null;
    }
  >;
  readonly channels: Nodes<Id & { readonly mediaLimits: unknown }>;
  readonly viewer: Id;
}
const latest: PlaceFinder = {
  places: [
    '<conversationId>',
    '<lastMessageId>',
    '<contactId>',
    '<leadId>',
    '<channelId>',
    '<fileChannelId>',
    '<viewerId>',
  ],
  documents: [latestDocument],
  find: async ask => {
    const data = (await ask(latestDocument)) as Latest | null;
    const conversation = data?.conversations.nodes[0];
    const channels = [conversation?.channel, ...(data?.channels.nodes ?? [])];
    return {
      '<conversationId>': conversation?.id,
      '<lastMessageId>': conversation?.lastMessage?.id,
      '<contactId>': conversation?.contact.id,
      '<leadId>': conversation?.lead?.id,
      '<channelId>': channels.find(channel => channel !== undefined)?.id,
      '<fileChannelId>': channels.find(channel => channel?.mediaLimits)?.id,
      '<viewerId>': data?.viewer.id,
    };
  },
};

const listsDocument = `query Lists {
  topics { id }
  leadStages { id position }
  labels { id }
  teams { id }
  cannedReplies { id }
}`;
const lists: PlaceFinder = {
  places: ['<topicId>', '<stageId>', '<stageIds>', '<labelId>', '<teamId>', '<cannedReplyId>'],
  documents: [listsDocument],
  find: async ask => {
    const data = (await ask(listsDocument)) as Readonly<
      Record<'topics' | 'leadStages' | 'labels' | 'teams' | 'cannedReplies', readonly Id[]>
    > | null;
    return {
      '<labelId>': data?.labels[0]?.id,
      '<teamId>': data?.teams[0]?.id,
      '<cannedReplyId>': data?.cannedReplies[0]?.id,
      '<topicId>': data?.topics[0]?.id,
      '<stageId>': data?.leadStages[1]?.id,
      '<stageIds>': data?.leadStages.map(({ id }) => id),
    };
  },
};

const accountsDocument = 'query Accounts { providerAccounts { id kind } }';
const accounts: PlaceFinder = {
  places: ['<accountId>'],
  documents: [accountsDocument],
  find: async ask => {
    const data = (await ask(accountsDocument)) as {
      readonly providerAccounts: readonly (Id & { readonly kind: string })[];
    } | null;
    const found = data?.providerAccounts ?? [];
    // The README's tour adds a number of ChatFlow.
    return { '<accountId>': (found.find(({ kind }) => kind === 'CHATFLOW') ?? found[0])?.id };
  },
};

const colleaguesDocument = 'query Colleague { users(first: 10) { nodes { id } } viewer { id } }';
const colleagues: PlaceFinder = {
  places: ['<colleagueId>'],
  documents: [colleaguesDocument],
  find: async ask => {
    const data = (await ask(colleaguesDocument)) as {
      readonly users: Nodes<Id>;
      readonly viewer: Id;
    } | null;
    return { '<colleagueId>': data?.users.nodes.find(({ id }) => id !== data.viewer.id)?.id };
  },
};

const quarantinedDocument = `query LatestQuarantined {
  webhookEvents(filter: { status: [QUARANTINED] }, first: 1) { nodes { id } }
}`;
const quarantined: PlaceFinder = {
  places: ['<eventId>'],
  documents: [quarantinedDocument],
  find: async ask => {
    const data = (await ask(quarantinedDocument)) as { readonly webhookEvents: Nodes<Id> } | null;
    return { '<eventId>': data?.webhookEvents.nodes[0]?.id };
  },
};

const unsentDocument =
  'query Unsent { outbox(status: [FAILED, UNKNOWN], first: 1) { nodes { message { id } } } }';
const unsent: PlaceFinder = {
  places: ['<unsentMessageId>'],
  documents: [unsentDocument],
  find: async ask => {
    const data = (await ask(unsentDocument)) as { readonly outbox: Nodes<{ readonly message: Id }> } | null;
    return { '<unsentMessageId>': data?.outbox.nodes[0]?.message.id };
  },
};

const endpointsDocument = `query Endpoints {
  webhookEndpoints { id }
  webhookDeliveries(first: 1) { nodes { id } }
}`;
const endpoints: PlaceFinder = {
  places: ['<endpointId>', '<deliveryId>'],
  documents: [endpointsDocument],
  find: async ask => {
    const data = (await ask(endpointsDocument)) as {
      readonly webhookEndpoints: readonly Id[];
      readonly webhookDeliveries: Nodes<Id>;
    } | null;
    return {
      '<endpointId>': data?.webhookEndpoints.at(-1)?.id,
      '<deliveryId>': data?.webhookDeliveries.nodes[0]?.id,
    };
  },
};

const numbersDocument = 'query Numbers { channels(first: 100) { nodes { id kind } } }';
const templatesDocument = `query Templates($channelId: ID!) {
  messageTemplates(channelId: $channelId) { id status variables }
  conversations(filter: { channelIds: [$channelId] }, first: 1) { nodes { id } }
}`;
interface Template extends Id {
  readonly status: string;
  readonly variables: readonly string[];
}
const templates: PlaceFinder = {
  places: ['<templateChannelId>', '<templateConversationId>', '<templateId>', '<templateValues>'],
  documents: [numbersDocument, templatesDocument],
  find: async ask => {
    const numbers = (await ask(numbersDocument)) as {
      readonly channels: Nodes<Id & { readonly kind: string }>;
    } | null;
    const channelId = numbers?.channels.nodes.find(({ kind }) => kind === 'WHATSAPP_CLOUD')?.id;
    if (channelId === undefined) return {};
    const data = (await ask(templatesDocument, { channelId })) as {
      readonly messageTemplates: readonly Template[];
      readonly conversations: Nodes<Id>;
    } | null;
    const approved = (data?.messageTemplates ?? []).filter(({ status }) => status === 'APPROVED');
    // One whose values are words only, if there is one.
    const template =
      approved.find(({ variables }) => variables.length > 0 && variables.every(isPlainVariable)) ??
      approved[0];
    return {
      '<templateChannelId>': channelId,
      '<templateConversationId>': data?.conversations.nodes[0]?.id,
      '<templateId>': template?.id,
      '<templateValues>': template && sampleValues(template.variables),
    };
  },
};

const samples = ['Asha', 'Friday at 10:00', 'laminate', '2,500'];

const isPlainVariable = (name: string): boolean => !/^(media|button|coupon)\./.test(name);

function sampleValues(variables: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    variables.map((name, index) => {
      if (name.startsWith('media.')) return [name, 'https://example.com/picture.png'];
      return [name, samples[index % samples.length] ?? 'value'];
    }),
  );
}

/** Apart from each other, as not every role may ask all of them. */
export const placeFinders: readonly PlaceFinder[] = [
  ...[latest, lists, accounts, colleagues, quarantined],
  ...[unsent, templates, endpoints],
];
