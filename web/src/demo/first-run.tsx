import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { SimulateInboundDocument } from '../gql/operations.js';
import { type MessageId, t } from '../i18n/index.js';
import { FaultBox, useChange } from '../kit/index.js';
import { useCompany, useDesk } from '../live/index.js';
import './demo.css';
import { showDemo, useDemo } from './demo-store.js';
import { type FirstStep, keepFirstRun, readFirstRun } from './first-run-store.js';
import { customers, firstMessages } from './samples.js';

const steps: readonly (readonly [FirstStep, MessageId])[] = [
  ['READ', 'firstRead'],
  ['ANSWER', 'firstAnswer'],
  ['ARRIVE', 'firstArrive'],
  ['NUMBER', 'firstNumber'],
];

/** Properties of `FirstRun`. */
export interface FirstRunProps {
  readonly openId: string | null;
  readonly onClose: () => void;
}

/** The first steps; each ticks itself when it is done. */
export default function FirstRun({ openId, onClose }: FirstRunProps) {
  const desk = useDesk();
  const { channels, viewer } = useCompany();
  const { hasArrived } = useDemo();
  const { run, isBusy, fault } = useChange(SimulateInboundDocument);
  const [done, setDone] = useState(() => readFirstRun().done);
  const count = channels.nodes.length;
  const mayWrite = viewer.permissions.includes('MANAGE_CHANNELS');
  useEffect(() => {
    const tick = (step: FirstStep) => {
      const kept = readFirstRun().done;
      setDone(kept.includes(step) ? kept : keepFirstRun({ done: [...kept, step] }).done);
    };
    const { numbers } = readFirstRun();
    if (numbers === null) keepFirstRun({ numbers: count });
    else if (count > numbers) tick('NUMBER');
    if (openId !== null) tick('READ');
    if (hasArrived) tick('ARRIVE');
    return desk.onEvent(({ node }) => {
      if (
        node?.__typename === 'Message' &&
        node.direction === 'OUTBOUND' &&
        node.author.__typename === 'User'
      )
        tick('ANSWER');
    });
  }, [desk, openId, hasArrived, count]);

  const writeFirst = async () => {
    for (const [index, message] of firstMessages.entries()) {
      const customer = customers[index];
      const channel = channels.nodes[(index * 3) % count];
      if (!customer || !channel) continue;
      const { address: from, name: senderName } = customer;
      const sent = await run({ input: { channelId: channel.id, from, senderName, ...message } });
      if (!sent) return;
    }
  };
  const close = () => {
    keepFirstRun({ isOver: true });
    onClose();
  };
  const actions: Readonly<Record<FirstStep, React.ReactNode>> = {
    READ: mayWrite && (
      <button type="button" className="button" disabled={isBusy} onClick={() => void writeFirst()}>
        {t('firstReadDo')}
      </button>
    ),
    ANSWER: null,
    ARRIVE: mayWrite && (
      <button type="button" className="button" onClick={() => showDemo(true)}>
        {t('firstArriveDo')}
      </button>
    ),
    NUMBER: mayWrite && <Link href="/admin/numbers">{t('firstNumberDo')}</Link>,
  };
  return (
    <section className="first-run" aria-labelledby="first-title">
      <h2 id="first-title">{t('firstTitle')}</h2>
      <ol>
        {steps.map(([step, label], index) => {
          const isDone = done.includes(step);
          return (
            <li key={step}>
              <span className={`first-mark ${isDone ? 'first-done' : ''}`} aria-hidden="true">
                {isDone ? '✓' : index + 1}
              </span>
              <span>{t(label)}</span>
              {isDone ? <span className="visually-hidden">{t('firstDone')}</span> : actions[step]}
            </li>
          );
        })}
      </ol>
      <p>{t('firstAssistants')}</p>
      <FaultBox fault={fault} />
      <button type="button" className="link" onClick={close}>
        {t('firstClose')}
      </button>
    </section>
  );
}
