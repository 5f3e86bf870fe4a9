/**
 * A bot that answers a few key words, and asks for a person for everything else. It needs an EXTERNAL assistant in AUTO, an API
 * token with this assistant, and a webhook endpoint with this program's address for MESSAGE_ADDED:
 *
 *   TRUNKLINE_URL=https://desk.example TRUNKLINE_TOKEN=tlk_… WEBHOOK_SECRET=whsec_… PORT=8080 node main.mjs
 */
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const { TRUNKLINE_URL = 'http://127.0.0.1:4000', TRUNKLINE_TOKEN = '', WEBHOOK_SECRET = '' } = process.env;
const webhook = new Webhook(WEBHOOK_SECRET);

/** What it can answer: a key word and the reply. */
const answers = [
  [/hours|open|часы|открыты/i, 'We are open from 9 to 18.'],
  [/address|where|адрес|где вы/i, 'Abay Avenue 10, Almaty.'],
];

const sendReply = `mutation ($input: SendReplyInput!) { sendReply(input: $input) { message { id } } }`;
const requestHandoff = `mutation ($input: RequestHandoffInput!) { requestHandoff(input: $input) { conversation { id } } }`;

/** Runs an operation. CONFLICT is no failure: a person is in charge, or the turn is answered; see docs/ai.md. */
async function run(query, input) {
  const response = await fetch(`${TRUNKLINE_URL}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TRUNKLINE_TOKEN}` },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { errors = [] } = await response.json();
  const [error] = errors;
  if (!error) return;
  if (error.extensions?.code !== 'CONFLICT') throw new Error(error.message);
  console.log(`left alone: ${error.message}`);
}

async function handle({ type, data: { message } }) {
  // Its own replies and those of colleagues arrive here too, as OUTBOUND.
  if (type !== 'message.added' || message?.direction !== 'INBOUND') return;
  const { id, conversationId, text } = message;
  const [, reply] = answers.find(([words]) => words.test(text ?? '')) ?? [];
  if (reply === undefined)
    await run(requestHandoff, { conversationId, reason: 'The bot has no answer to this.' });
  // When the customer has written more meanwhile, this is refused, and the next message is answered instead.
  else await run(sendReply, { conversationId, text: reply, inReplyToMessageId: id });
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  let event;
  try {
    event = webhook.verify(body, request.headers);
  } catch {
    response.writeHead(401).end();
    return;
  }
  try {
    await handle(event);
    response.writeHead(204).end();
  } catch (error) {
    // Trunkline posts it again.
    console.error(error.message);
    response.writeHead(500).end();
  }
});
server.listen(Number(process.env.PORT ?? 8080), () => console.log(`listening on ${server.address().port}`));
