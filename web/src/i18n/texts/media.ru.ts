import type { media as ids } from './media.en.js';

/** Texts of files in Russian: ICU messages. */
export const media: Readonly<Record<keyof typeof ids, string>> = {
  fetchAgain: 'Загрузить ещё раз',
  fetchAgainFailed: 'Файл не загружен.',
  pictureFailed: 'Изображение нельзя показать. Скачайте его.',
  previousPicture: 'Предыдущее изображение',
  nextPicture: 'Следующее изображение',
  pictureOf: '{position} из {count}',
  zoomIn: 'Увеличить',
  zoomOut: 'Уменьшить',
  downloadFile: 'Скачать',
  playSound: 'Слушать: {name}',
  pauseSound: 'Пауза: {name}',
  soundPosition: 'Место записи',
  soundPlace: '{seconds} из {length}',
  soundSpeed: 'Скорость {rate, number}, изменить',
  soundFailed: 'Здесь запись не воспроизводится. Скачайте её.',
  filmFailed: 'Здесь видео не воспроизводится.',
};
