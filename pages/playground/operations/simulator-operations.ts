/** Ready operations: customers and providers that are simulated. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const simulatorOperations: ReadyOperationGroup = {
  title: 'Simulators',
  operations: [
    {
      name: 'SimulateInbound',
      title: 'A message from a customer',
      document: `# Needs the simulators, which the demo has. The message takes
# the whole way in, as if the provider had posted it.
# Faults to try: DUPLICATE, OUT_OF_ORDER, LATE, BATCHED, …
mutation SimulateInbound($channelId: ID!, $from: String!, $text: String!, $faults: [Fault!]) {
  simulateInbound(input: { channelId: $channelId, from: $from, text: $text, faults: $faults }) {
    event {
      id
      status
      message { id conversation { id } }
    }
  }
}
`,
      variables: {
        channelId: '<channelId>',
        from: '+77011234567',
        text: 'How much is laminate?',
        faults: [],
      },
    },
    {
      name: 'SimulatePicture',
      title: 'A picture from a customer',
      document: `# A job fetches the bytes: LiveStatus shows when they are
# stored, and the link to them.
mutation SimulatePicture($channelId: ID!, $from: String!, $text: String!, $kind: SimulatedKind = IMAGE) {
  simulateInbound(input: { channelId: $channelId, from: $from, text: $text, kind: $kind }) {
    event {
      id
      status
      message { id attachments { state url } }
    }
  }
}
`,
      variables: { channelId: '<fileChannelId>', from: '+77011234567', text: 'Do you have this colour?' },
    },
    {
      name: 'SimulatedPhone',
      title: "What is on a customer's phone",
      document: `# What the customer received from this number, and what
# its provider delivers from them. SimulateReceipt takes
# the id of a message.
query SimulatedPhone($channelId: ID!, $address: String!) {
  simulatedPhone(channelId: $channelId, address: $address) {
    kinds
    receipts
    faults
    messages { id receivedAt text message { id status } }
  }
}
`,
      variables: { channelId: '<channelId>', address: '+77011234567' },
    },
    {
      name: 'SimulateReceipt',
      title: "A receipt of the customer's phone",
      document: `# For replies sent under the fault NO_RECEIPTS, and for
# those that are UNKNOWN. ChatFlow reports no receipts.
mutation SimulateReceipt($channelId: ID!, $receivedId: ID!, $receipt: SimulatedReceipt!) {
  simulateReceipt(input: { channelId: $channelId, receivedId: $receivedId, receipt: $receipt }) {
    received { id message { id status } }
  }
}
`,
      variables: { channelId: '<channelId>', receivedId: '<received.id>', receipt: 'READ' },
    },
    {
      name: 'SimulatorFaults',
      title: 'Faults of the provider when replies are sent',
      document: `# Switched on for this number until they are set again; an
# empty list ends them. Try TIMEOUT_AFTER_ACCEPT, REFUSED,
# RATE_LIMIT, HTML_ANSWER or WINDOW_CLOSED, then SendReply.
mutation SimulatorFaults($channelId: ID!, $faults: [Fault!]!) {
  setSimulatorBehaviour(input: { channelId: $channelId, faults: $faults }) {
    channel { id displayName externalId }
  }
}
`,
      variables: { channelId: '<channelId>', faults: ['TIMEOUT_AFTER_ACCEPT'] },
    },
  ],
};
