import { type Locale, loadLocale, locales, t } from '../i18n/index.js';
import { CheckField, Page, SelectField } from '../kit/index.js';
import { useCompany } from '../live/index.js';
import { askForDesktop } from '../notify/index.js';
import { cleanName, type Preferences, setPreference, useLocale, usePreference } from '../ui/index.js';
import { OwnSessions } from './own-sessions.js';
import { PasswordForm } from './password-form.js';
import { SecondFactor } from './second-factor.js';
import './me.css';

/** One's own settings: language, look, sounds, notifications, keys, password, second factor, sessions. */
export default function MePage() {
  const { viewer } = useCompany();
  return (
    <Page title={t('meTitle')} help={`${cleanName(viewer.name)} · ${viewer.email}`}>
      <div className="me">
        <Look />
        <Notices />
        <Writing />
        <section>
          <h2>{t('mePassword')}</h2>
          <PasswordForm />
        </section>
        <SecondFactor />
        <OwnSessions />
      </div>
    </Page>
  );
}

function Look() {
  const locale = useLocale();
  return (
    <section>
      <h2>{t('meLook')}</h2>
      <SelectField
        label={t('language')}
        name="locale"
        value={locale}
        onChange={value => void loadLocale(value as Locale)}
        options={Object.entries(locales)}
      />
      <Choice name="theme" label={t('meTheme')} values={['SYSTEM', 'LIGHT', 'DARK']} />
      <Choice name="density" label={t('meDensity')} values={['COMFORTABLE', 'COMPACT']} />
    </section>
  );
}

function Notices() {
  const desktop = usePreference('desktop');
  const isRefused = 'Notification' in window && Notification.permission === 'denied';
  return (
    <section>
      <h2>{t('meNotices')}</h2>
      <Choice name="sounds" label={t('meSounds')} values={['OWN', 'ALL', 'NONE']} />
      {!('Notification' in window) || isRefused ? (
        <p className="muted">{t('meDesktopRefused')}</p>
      ) : (
        <CheckField
          label={t('meDesktop')}
          isChecked={desktop}
          onChange={wanted => void askForDesktop(wanted)}
        />
      )}
      {desktop && <Switch name="desktopText" label={t('meDesktopText')} />}
    </section>
  );
}

function Writing() {
  return (
    <section>
      <h2>{t('meWork')}</h2>
      <Switch name="ctrlEnterSends" label={t('meCtrlEnter')} />
      <Switch name="singleKeys" label={t('meSingleKeys')} />
      <Switch name="opensNext" label={t('meOpensNext')} />
      <Choice name="readWhen" label={t('meReadWhen')} values={['SEEN', 'ANSWERED']} />
    </section>
  );
}

type ChoiceName = 'theme' | 'density' | 'sounds' | 'readWhen';
type SwitchName = 'ctrlEnterSends' | 'singleKeys' | 'opensNext' | 'desktopText';

function Choice<Name extends ChoiceName>({
  name,
  label,
  values,
}: {
  readonly name: Name;
  readonly label: string;
  readonly values: readonly Preferences[Name][];
}) {
  const value = usePreference(name);
  return (
    <SelectField
      {...{ name, label, value }}
      onChange={next => setPreference(name, next as Preferences[Name])}
      options={values.map(one => [one, t(`me_${name}_${one}` as never)])}
    />
  );
}

function Switch({ name, label }: { readonly name: SwitchName; readonly label: string }) {
  return (
    <CheckField label={label} isChecked={usePreference(name)} onChange={next => setPreference(name, next)} />
  );
}
