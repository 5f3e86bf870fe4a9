import type { session as ids } from './session.en.js';

/** Texts of the sign-in page in Russian: ICU messages. */
export const session: Readonly<Record<keyof typeof ids, string>> = {
  signIn: 'Войти',
  email: 'Эл. почта',
  password: 'Пароль',
  otp: 'Код второго фактора',
  otpHint: 'Текущий код из приложения или код восстановления.',
  otpWrong: 'Код неверный или уже использован.',
  signInWrong: 'Неверная почта или пароль.',
  signInLater: 'Слишком много попыток. Попробуйте позже.',
  signInFailed: 'Войти не удалось.',
  demoUsers: 'Пользователи демо',
};
