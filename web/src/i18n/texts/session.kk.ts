import type { session as ids } from './session.en.js';

/** Texts of the sign-in page in Kazakh: ICU messages. */
export const session: Readonly<Record<keyof typeof ids, string>> = {
  signIn: 'Кіру',
  email: 'Эл. пошта',
  password: 'Құпиясөз',
  otp: 'Екінші фактор коды',
  otpHint: 'Қолданбадағы ағымдағы код немесе қалпына келтіру коды.',
  otpWrong: 'Код қате немесе бұрын қолданылған.',
  signInWrong: 'Пошта немесе құпиясөз қате.',
  signInLater: 'Әрекет тым көп. Кейінірек қайталаңыз.',
  signInFailed: 'Кіру сәтсіз аяқталды.',
  demoUsers: 'Демо пайдаланушылары',
};
