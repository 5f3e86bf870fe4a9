import { intlLocale, t } from '../i18n/index.js';
import type { Message } from '../live/index.js';
import { cleanName, formatMoney } from '../ui/index.js';

type Order = Extract<NonNullable<Message['content']>, { readonly __typename: 'OrderContent' }>;

/** An order: its lines, and the total as it was sent. */
export function OrderTable({ order }: { readonly order: Order }) {
  const hasPrices = order.items.some(({ price }) => price !== null);
  return (
    <table className="order">
      <caption>{t('kind_ORDER')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('orderProduct')}</th>
          <th scope="col" className="number">
            {t('orderQuantity')}
          </th>
          {hasPrices && (
            <th scope="col" className="number">
              {t('orderPrice')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {order.items.map(({ productId, name, quantity, price }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of an order have no id and do not change
          <tr key={index}>
            <td dir="auto">{cleanName(name) || cleanName(productId)}</td>
            <td className="number">{new Intl.NumberFormat(intlLocale()).format(quantity)}</td>
            {hasPrices && <td className="number">{price && formatMoney(price)}</td>}
          </tr>
        ))}
      </tbody>
      {order.total && (
        <tfoot>
          <tr>
            <th scope="row" colSpan={hasPrices ? 2 : 1}>
              {t('orderTotal')}
            </th>
            <td className="number">
              <strong>{formatMoney(order.total)}</strong>
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
