/** The client of Trunkline for urql. */
export { type TrunklineExchangeOptions, trunklineExchange } from './trunkline-exchange.js';
