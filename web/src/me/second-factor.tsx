import { useEffect, useState } from 'react';
import {
  ConfirmTotpDocument,
  DisableOwnTotpDocument,
  EnrolTotpDocument,
  type EnrolTotpMutation,
  OwnSessionsDocument,
} from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { CopyField, Form, TextField, useChange } from '../kit/index.js';
import { useDesk } from '../live/index.js';
import { QrCode } from './qr-code.js';

type Step =
  | { readonly kind: 'LOADING' | 'OFF' | 'ON' }
  | { readonly kind: 'SCAN'; readonly enrolment: EnrolTotpMutation['enrolTotp'] }
  | { readonly kind: 'CODES'; readonly codes: readonly string[] };

/** Switches the second factor on and off. */
export function SecondFactor() {
  const { plain } = useDesk();
  const [step, setStep] = useState<Step>({ kind: 'LOADING' });
  useEffect(() => {
    void plain.query(OwnSessionsDocument, {}).then(({ data }) => {
      if (data) setStep({ kind: data.viewer.hasSecondFactor ? 'ON' : 'OFF' });
    });
  }, [plain]);
  return (
    <section>
      <h2>{t('meFactor')}</h2>
      {step.kind === 'OFF' && (
        <>
          <p className="muted">{t('meFactorOff')}</p>
          <Begin onBegun={enrolment => setStep({ kind: 'SCAN', enrolment })} />
        </>
      )}
      {step.kind === 'SCAN' && (
        <Scan
          enrolment={step.enrolment}
          onDone={codes => setStep({ kind: 'CODES', codes })}
          onCancel={() => setStep({ kind: 'OFF' })}
        />
      )}
      {step.kind === 'CODES' && (
        <>
          <p>{t('meFactorCodes')}</p>
          <CopyField label={t('meFactorCodesLabel')} value={step.codes.join(' ')} isShownOnce />
          <button type="button" className="button" onClick={() => setStep({ kind: 'ON' })}>
            {t('meFactorKept')}
          </button>
        </>
      )}
      {step.kind === 'ON' && (
        <>
          <p className="muted">{t('meFactorOn')}</p>
          <End onEnded={() => setStep({ kind: 'OFF' })} />
        </>
      )}
    </section>
  );
}

function Begin({ onBegun }: { readonly onBegun: (enrolment: EnrolTotpMutation['enrolTotp']) => void }) {
  const [password, setPassword] = useState('');
  const { run, isBusy, fault } = useChange(EnrolTotpDocument);
  const begin = async () => {
    const data = await run({ input: { password } });
    if (data) onBegun(data.enrolTotp);
  };
  return (
    <Form onSubmit={() => void begin()} {...{ isBusy, fault }} submit={t('meFactorBegin')}>
      <PasswordField value={password} onChange={setPassword} />
    </Form>
  );
}

interface ScanProps {
  readonly enrolment: EnrolTotpMutation['enrolTotp'];
  readonly onDone: (codes: readonly string[]) => void;
  readonly onCancel: () => void;
}

function Scan({ enrolment, onDone, onCancel }: ScanProps) {
  const [code, setCode] = useState('');
  const { run, isBusy, fault } = useChange(ConfirmTotpDocument);
  const confirm = async () => {
    const data = await run({ input: { code: code.trim() } });
    if (data) onDone(data.confirmTotp.recoveryCodes);
  };
  return (
    <Form onSubmit={() => void confirm()} {...{ isBusy, fault, onCancel }} submit={t('meFactorConfirm')}>
      <p>{t('meFactorScan')}</p>
      <QrCode text={enrolment.uri} label={t('meFactorQr')} />
      <CopyField label={t('meFactorSecret')} value={enrolment.secret} />
      <TextField
        label={t('meFactorCode')}
        name="code"
        autoComplete="one-time-code"
        isRequired
        value={code}
        onChange={setCode}
      />
    </Form>
  );
}

function End({ onEnded }: { readonly onEnded: () => void }) {
  const [password, setPassword] = useState('');
  const { run, isBusy, fault } = useChange(DisableOwnTotpDocument);
  const end = async () => {
    if (await run({ input: { password } })) onEnded();
  };
  return (
    <Form onSubmit={() => void end()} {...{ isBusy, fault }} submit={t('meFactorEnd')}>
      <PasswordField value={password} onChange={setPassword} />
    </Form>
  );
}

function PasswordField(props: { readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <TextField
      label={t('password')}
      name="password"
      type="password"
      autoComplete="current-password"
      isRequired
      {...props}
    />
  );
}
