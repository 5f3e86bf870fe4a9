/** Start-up message: addresses, and the first things to try. */

/** Dependencies of the text. */
export interface WelcomeFacts {
  readonly url: string;
  readonly isDemo: boolean;
  readonly hasPlayground: boolean;
}

/** The text for the terminal; for a JSON log, one object with the same addresses. */
export function formatReady(facts: WelcomeFacts, format: 'json' | 'pretty'): string {
  if (format === 'pretty') return formatWelcome(facts);
  const { url, hasPlayground } = facts;
  return JSON.stringify({
    level: 30,
    time: new Date().toISOString(),
    msg: 'ready',
    url,
    inbox: `${url}/inbox`,
    ...(hasPlayground ? { playground: `${url}/playground` } : {}),
    graphql: `${url}/graphql`,
    rest: `${url}/docs/rest`,
    health: `${url}/readyz`,
  });
}

function formatWelcome({ url, isDemo, hasPlayground }: WelcomeFacts): string {
  const lines = [
    '',
    '  Trunkline is ready.',
    '',
    `  Inbox        ${url}/inbox`,
    ...(hasPlayground ? [`  Playground   ${url}/playground`] : []),
    `  GraphQL      ${url}/graphql`,
    `  WebSocket    ${url.replace(/^http/, 'ws')}/graphql`,
    `  REST         ${url}/docs/rest`,
    `  Health       ${url}/readyz`,
  ];
  if (isDemo) {
    lines.push(
      '',
      '  Sign in as   owner@demo.test, head@demo.test or manager@demo.test; password: trunkline',
      '',
      '  Make a message appear (open the inbox first):',
      '',
      `    curl -X POST '${url}/webhooks/chatflow?key=demo' -H 'content-type: application/json' \\`,
      `      -d '{"message":"Здравствуйте! Есть ламинат?","metadata":{"remoteJid":"77001234567@s.whatsapp.net","sender":"Айгерим","instance_id":"instance_xxx","messageId":"'$(date +%s%N)'"}}'`,
      '',
      '  Write to TATA 2, and an assistant answers; on WhatsApp Cloud 2 it proposes answers (a simulated model).',
      '',
      '  This is a demo: its database, secrets and users are made up and live in the data folder. For a real',
      '  installation set NODE_ENV=production, DATABASE_URL, SECRETS_KEY and AUTH_SECRET; see "Installing" in README.md.',
    );
  }
  return `${lines.join('\n')}\n`;
}
