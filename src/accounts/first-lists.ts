/** Topics and stages that a new company starts with, in its language; it changes them later. */

/** A topic to start with. */
export interface FirstTopic {
  readonly name: string;
  readonly keywords: readonly string[];
}

/** Lists in one language. The stages are: two open ones, the won one, the lost one. */
export interface FirstLists {
  readonly stages: readonly [string, string, string, string];
  readonly topics: readonly FirstTopic[];
}

const english: FirstLists = {
  stages: ['New', 'In progress', 'Won', 'Lost'],
  topics: [
    { name: 'Prices', keywords: ['price', 'cost', 'how much', 'discount'] },
    { name: 'Orders', keywords: ['order', 'buy', 'purchase'] },
    { name: 'Delivery', keywords: ['delivery', 'deliver*', 'shipping', 'courier'] },
    { name: 'Payment', keywords: ['pay', 'payment', 'invoice', 'receipt'] },
    { name: 'Complaints', keywords: ['complain*', 'refund', 'return', 'broken', 'defect*'] },
    { name: 'Address and hours', keywords: ['address', 'opening hours', 'where are you', 'open today'] },
  ],
};
const russian: FirstLists = {
  stages: ['Новый', 'В работе', 'Успешно', 'Отказ'],
  topics: [
    { name: 'Цены', keywords: ['цена', 'стоимость', 'сколько стоит', 'прайс', 'скидка'] },
    { name: 'Заказ', keywords: ['заказ', 'заказать', 'купить', 'оформить'] },
    { name: 'Доставка', keywords: ['доставка', 'доставить', 'курьер', 'привезти'] },
    { name: 'Оплата', keywords: ['оплата', 'оплатить', 'счёт', 'чек', 'рассрочка'] },
    { name: 'Жалобы', keywords: ['жалоба', 'возврат', 'вернуть', 'брак', 'сломал*'] },
    { name: 'Адрес и часы', keywords: ['адрес', 'часы работы', 'график работы', 'где находитесь'] },
  ],
};
const kazakh: FirstLists = {
  stages: ['Жаңа', 'Жұмыста', 'Сәтті', 'Бас тартты'],
  topics: [
    { name: 'Бағалар', keywords: ['баға', 'құны', 'қанша тұрады', 'жеңілдік'] },
    { name: 'Тапсырыс', keywords: ['тапсырыс', 'сатып алу', 'алғым келеді'] },
    { name: 'Жеткізу', keywords: ['жеткізу', 'жеткізе*', 'курьер'] },
    { name: 'Төлем', keywords: ['төлем', 'төлеу', 'шот', 'чек'] },
    { name: 'Шағым', keywords: ['шағым', 'қайтару', 'ақау', 'сынып'] },
    { name: 'Мекенжай және уақыт', keywords: ['мекенжай', 'жұмыс уақыты', 'қайда орналасқан'] },
  ],
};
const byLanguage: Readonly<Record<string, FirstLists>> = { en: english, kk: kazakh, ru: russian };

/** The lists of a language; English where there are none. @param locale BCP 47 language tag */
export function firstListsIn(locale: string): FirstLists {
  return byLanguage[new Intl.Locale(locale).language] ?? english;
}
