import { useState } from 'react';
import { Link } from 'wouter';
import { t } from '../i18n/index.js';
import { type Message, useCompany } from '../live/index.js';
import { CopyButton, cleanName, lazyLayer, Name, nameOf } from '../ui/index.js';

type Card = Extract<
  NonNullable<Message['content']>,
  { readonly __typename: 'ContactCardsContent' }
>['cards'][number];

const WriteTo = lazyLayer(async () => (await import('./write-to.js')).WriteTo);

/** A card of the address book: name, organisation, phones with what can be done with them. */
export function ContactCard({ card }: { readonly card: Card }) {
  const { viewer } = useCompany();
  const [phone, setPhone] = useState<string | null>(null);
  const maySend = viewer.permissions.includes('SEND');
  return (
    <div className="box">
      <strong>
        <Name>{cleanName(card.name)}</Name>
      </strong>
      {card.organization !== null && <span>{cleanName(card.organization)}</span>}
      {card.phones.map(({ value, label, phone: known, contact }) => (
        <div key={value} className="card-phone">
          <bdi className="address">{cleanName(value)}</bdi>
          {label !== null && <span className="muted">{cleanName(label)}</span>}
          <CopyButton value={value} of={cleanName(value)} />
          {contact && (
            <Link className="small" href={`/contacts/${contact.id}`}>
              {t('knownAs', { name: nameOf(contact) })}
            </Link>
          )}
          {known !== null && maySend && (
            <button type="button" className="link small" onClick={() => setPhone(known)}>
              {t('writeFrom')}
            </button>
          )}
        </div>
      ))}
      {card.emails.map(email => (
        <bdi key={email}>{cleanName(email)}</bdi>
      ))}
      {phone !== null && <WriteTo phone={phone} name={cleanName(card.name)} onClose={() => setPhone(null)} />}
    </div>
  );
}
