/** Texts of the sign-in page in English: ICU messages. */
export const session = {
  signIn: 'Sign in',
  email: 'E-mail',
  password: 'Password',
  otp: 'Code of the second factor',
  otpHint: 'The current code of your authenticator app, or a recovery code.',
  otpWrong: 'The code is wrong or was used already.',
  signInWrong: 'The e-mail or the password is wrong.',
  signInLater: 'Too many attempts. Try again later.',
  signInFailed: 'Signing in failed.',
  demoUsers: 'Users of the demo',
} as const;
