// Made from schemas/configuration.schema.json by `npm run generate`.

export type HttpsOrigin = string;
export type HttpOrigin = string;
export type Secret = string;
export type Address = string;
export type Seconds = number;

/**
 * What Countersign has to know of a target that it does not start itself. Secrets are in it as ${NAME} only, a variable of the environment.
 */
export interface CountersignYaml {
  /**
   * the API that is judged
   */
  readonly target?: {
    readonly url: HttpsOrigin;
    readonly plainUrl?: HttpOrigin;
    /**
     * the name of the environment: stg for a test environment, prod for production
     */
    readonly environment: string;
    /**
     * a name for the merchant's account, where several accounts of one environment are tested at the same time: one run at a time works on each
     */
    readonly account?: string;
    /**
     * a file with the certificate authority of the target (PEM), where the system does not know it; relative to this file
     */
    readonly ca?: string;
    /**
     * how the API is read: onekey unless another is named
     */
    readonly profile?: string;
    /**
     * the HTTP proxy that calls go through, such as http://127.0.0.1:3128
     */
    readonly proxy?: string;
    /**
     * what this side shows in the TLS handshake
     */
    readonly clientCertificate?: {
      /**
       * a file with the certificate (PEM), relative to this file
       */
      readonly certificate: string;
      /**
       * a file with its private key (PEM), relative to this file
       */
      readonly key: string;
      readonly passphrase?: Secret;
    };
  };
  readonly merchant?: Credentials;
  readonly secondMerchant?: Credentials;
  /**
   * another environment that may be tested, with the merchant's keys there
   */
  readonly secondEnvironment?: {
    readonly url: HttpsOrigin;
    /**
     * the name of that environment: stg for a test environment; any other counts as production
     */
    readonly environment?: string;
    readonly apiKey?: Secret;
    readonly apiSignature?: Secret;
    readonly readOnlyKey?: Secret;
    readonly secretKey?: Secret;
    readonly [k: string]: Secret | undefined;
  };
  /**
   * request bodies that the target is known to accept, by operation id (createDeposit, createRefund); without one, the example of the documentation is sent
   */
  readonly samples?: {
    readonly [k: string]:
      | {
          readonly [k: string]: unknown;
        }
      | readonly {
          readonly [k: string]: unknown;
        }[];
  };
  /**
   * source addresses of this machine
   */
  readonly addresses?: {
    readonly allowed?: Address;
    readonly refused?: Address;
    /**
     * all addresses that the merchant's calls come from, as the provider sees them: single ones or CIDR ranges (USE-05)
     *
     * @minItems 1
     */
    readonly egress?: readonly Address[];
    /**
     * a URL that answers with the caller's address as plain text
     */
    readonly echoUrl?: string;
  };
  /**
   * what a person could do to the target, as a body patch, an HTTP request, a command or a prompt
   */
  readonly recipes?: {
    readonly provoke500?: Recipe;
    readonly moveStatus?: Recipe;
    readonly countDeposits?: Recipe;
    readonly rotateKeys?: Recipe;
    readonly makeAccount?: Recipe;
    readonly lock?: Recipe;
    readonly storeKeys?: Recipe;
    readonly addAddress?: Recipe;
    readonly removeAddress?: Recipe;
    readonly setConfirmUrl?: Recipe;
    readonly resend?: Recipe;
  };
  /**
   * what may be done to the keys of the merchant
   */
  readonly rotation?:
    | 'allowed'
    | {
        /**
         * whether a run may roll them; that needs recipes.storeKeys
         */
        readonly allowed?: boolean;
        /**
         * whether rotateKeys puts the new keys into a secret store by itself, so that no storeKeys is needed
         */
        readonly rotateKeysStores?: boolean;
        /**
         * seconds for which the old set stays active after a roll
         */
        readonly overlap?: number;
      };
  /**
   * what a run may cost the target
   */
  readonly budget?: {
    /**
     * the most calls of operations that create something (deposits, refunds) in one run
     */
    readonly creations?: number;
    /**
     * the most requests in a second
     */
    readonly perSecond?: number;
    /**
     * the longest time of a run
     */
    readonly seconds?: number;
  };
  /**
   * what every invoice id of ours begins with: up to 12 letters and digits; without it they look like those of shops. The target can know that it is tested by it, and the report says so
   */
  readonly invoicePrefix?: string;
  /**
   * what is left out of the run
   */
  readonly plan?: {
    /**
     * clauses that are not asked; the report names them with owner and reason
     */
    readonly exclude?: readonly {
      /**
       * the id of a clause, such as IPA-01 (`npx countersign clauses` lists them)
       */
      readonly clause: string;
      /**
       * who is responsible for leaving it out
       */
      readonly owner: string;
      /**
       * why it is left out
       */
      readonly reason: string;
      /**
       * the last day on which it may be left out, such as 2027-01-31
       */
      readonly expires?: string;
    }[];
  };
  /**
   * what `npx countersign nightly` does
   */
  readonly nightly?: {
    /**
     * the folder of its reports and its history (default: reports/nightly)
     */
    readonly reports?: string;
    /**
     * for how many days a report is kept (default: 30); the history stays
     */
    readonly keep?: number;
    /**
     * the report or certificate that each night is compared with (default: the last night)
     */
    readonly baseline?: string;
    /**
     * what a certificate covers: the musts, or the shoulds too (default: full)
     */
    readonly level?: 'core' | 'full';
    /**
     * whether deposits that the run created are cancelled where recipes.moveStatus allows it (default: true)
     */
    readonly cancel?: boolean;
  };
  /**
   * broken clauses that somebody is responsible for until a day; each is still tested
   */
  readonly waivers?: readonly {
    /**
     * the id of a clause, such as END-05 (`npx countersign clauses` lists them)
     */
    readonly clause: string;
    /**
     * the narrowest breach that it is about; what is left out matches everything
     */
    readonly match?: {
      /**
       * the id of an operation, as the report names it
       */
      readonly operation?: string;
      /**
       * the code of what was seen: actual.id of the violation in report.json
       */
      readonly reason?: string;
      /**
       * in what the breaking request differs from the accepted control, as the report says it
       */
      readonly difference?: string;
    };
    /**
     * why it may be broken until then
     */
    readonly reason: string;
    /**
     * who is responsible for it
     */
    readonly owner: string;
    /**
     * the last day on which it holds, at most 180 days ahead, such as 2027-01-31
     */
    readonly expires: string;
  }[];
  /**
   * how long we wait, in seconds
   */
  readonly deadlines?: {
    readonly answer?: Seconds;
    readonly recipe?: Seconds;
    readonly clause?: Seconds;
    readonly change?: Seconds;
  };
  /**
   * how much is read of what the other side sends
   */
  readonly limits?: {
    /**
     * the largest answer that is read, in bytes, with and without its content coding: 16777216 unless another is given
     */
    readonly answerBytes?: number;
  };
  /**
   * where the target sends notifications of what we create
   */
  readonly notificationUrl?: string;
  /**
   * the merchant's client, for `certify --role client`
   */
  readonly client?: {
    /**
     * the shell command line that runs it, in the folder of this file; see docs/client-protocol.md
     */
    readonly command?: string;
    /**
     * variables for it, beside those of this process without keys and tokens
     */
    readonly environment?: {
      readonly [k: string]: string;
    };
    /**
     * how the API is read: onekey unless another is named
     */
    readonly profile?: string;
    /**
     * working trees and front ends (folders relative to this file, URLs) that no key of merchant may be in (AUT-10)
     *
     * @minItems 1
     */
    readonly sources?: readonly string[];
    /**
     * how long we wait for it, in seconds
     */
    readonly deadlines?: {
      readonly question?: Seconds;
      readonly recovery?: Seconds;
    };
  };
  /**
   * who notifies, for `collect`: the keys that notifications are signed with, where they are not those of merchant alone
   */
  readonly sender?: {
    /**
     * how the API is read: that of target, or onekey, unless another is named
     */
    readonly profile?: string;
    /**
     * every set that signs during the collection, such as the new and the old one of a rotation
     *
     * @minItems 1
     */
    readonly keys: readonly {
      readonly apiKey?: Secret;
      readonly apiSignature?: Secret;
      readonly readOnlyKey?: Secret;
      /**
       * when the set ended, such as 2027-01-31T12:00:00Z; left out while it is in force
       */
      readonly until?: string;
      readonly [k: string]: Secret | undefined;
    }[];
  };
  /**
   * a provider that mails whenever a live secret key is used from a new address, for `certify --contract omise --role key-use`
   */
  readonly keyUse?: {
    readonly url: HttpsOrigin;
    /**
     * the name of the environment; a live key makes every target but our mock production, whatever it says
     */
    readonly environment?: string;
    /**
     * a file with the certificate authority of the target (PEM), relative to this file
     */
    readonly ca?: string;
    /**
     * how the contract is read: omise unless another is named
     */
    readonly profile?: string;
    readonly secretKey: Secret;
    readonly testKey?: Secret;
    /**
     * where the mails come to: a folder of .eml files or a maildir, or a mailbox by IMAP
     */
    readonly mails: {
      /**
       * a folder of .eml files, or a maildir, relative to this file
       */
      readonly folder?: string;
      /**
       * a mailbox by IMAP, which is read and never changed
       */
      readonly imap?: {
        /**
         * the mail server
         */
        readonly host: string;
        /**
         * 993 unless another is given
         */
        readonly port?: number;
        /**
         * false for STARTTLS in place of TLS from the beginning
         */
        readonly secure?: boolean;
        /**
         * the user of the mailbox
         */
        readonly user: string;
        readonly password: Secret;
        /**
         * INBOX unless another is named
         */
        readonly mailbox?: string;
        /**
         * read mails from this address alone
         */
        readonly from?: string;
        /**
         * a file with the certificate authority of the mail server (PEM)
         */
        readonly ca?: string;
      };
    };
    /**
     * source addresses of this machine that the key has not been used from: each can be new only once
     *
     * @minItems 1
     */
    readonly addresses?: readonly Address[];
    /**
     * how the provider sees an address of this machine, where a gateway is in between: our address, and that of the gateway
     */
    readonly seenAs?: {
      readonly [k: string]: Address;
    };
    /**
     * the file that keeps which addresses a key has used: key-use-state.json unless another is named
     */
    readonly state?: string;
    readonly seconds?: Seconds;
    /**
     * what a person could do in the dashboard
     */
    readonly recipes?: {
      readonly rollKey?: Recipe;
    };
  };
  /**
   * the merchant's receiver of notifications, for `certify --role receiver`
   */
  readonly receiver?: {
    /**
     * where it takes notifications, such as http://127.0.0.1:8080/notifications; {port} in it is a free port, which receiver.start gets
     */
    readonly url: string;
    /**
     * how the API is read: onekey unless another is named
     */
    readonly profile?: string;
    /**
     * a file with the certificate authority of the receiver (PEM), relative to this file
     */
    readonly ca?: string;
    /**
     * where Countersign simulates the Deposits API that the receiver asks for the status
     */
    readonly statusApi?: {
      /**
       * the address to listen on: 127.0.0.1 unless another is given
       */
      readonly host?: string;
      /**
       * the port, for a receiver that cannot get {statusApi} when it starts
       */
      readonly port?: number;
    };
    /**
     * puts the order of {depositId}, {invoiceId}, {amount} and {currency} where the receiver looks for it; none where it needs no orders
     */
    readonly register?: 'none' | Recipe;
    readonly releases?: Recipe;
    /**
     * a further merchant whose notifications come to the same URL; register gets the {apiKey} of the merchant of the order
     *
     * @minItems 1
     * @maxItems 1
     */
    readonly merchants?: readonly Credentials[];
    /**
     * addresses of the sender that the receiver has on a list: a header that names one is not a signature
     *
     * @minItems 1
     */
    readonly senderAddresses?: readonly string[];
    readonly advanceClock?: Recipe;
    readonly refundEffects?: Recipe;
    readonly refund?: Recipe;
    /**
     * each tells how often something beside the release was done for {depositId}: a mail, a change of stock, an entry in the ledger
     *
     * @minItems 1
     */
    readonly effects?: readonly Recipe[];
    /**
     * the page that the payer comes back to, with {depositId} and {invoiceId} in its URL
     */
    readonly returnPage?: string | Recipe;
    readonly rotate?: Recipe;
    /**
     * the command that runs the receiver until it is ended
     */
    readonly start?: {
      /**
       * a program and its arguments as a list; {statusApi}, {statusCa} (then HTTPS), {apiKey}, {apiSignature}, {oldApiSignature}, {port} and {folder} are put in
       *
       * @minItems 1
       */
      readonly command: readonly string[];
      /**
       * variables for it, with the same placeholders
       */
      readonly environment?: {
        readonly [k: string]: string;
      };
      /**
       * the folder that it runs in, relative to this file
       */
      readonly folder?: string;
      readonly seconds?: Seconds;
    };
    readonly stop?: Recipe;
    /**
     * how long we wait for it, in seconds
     */
    readonly deadlines?: {
      readonly answer?: Seconds;
      readonly heal?: Seconds;
      readonly settle?: Seconds;
    };
  };
}
export interface Credentials {
  readonly apiKey?: Secret;
  readonly apiSignature?: Secret;
  readonly readOnlyKey?: Secret;
  readonly secretKey?: Secret;
  readonly [k: string]: Secret | undefined;
}
export interface Recipe {
  /**
   * members to put into the body of a creation; only for provoke500
   */
  readonly patch?: {
    readonly [k: string]: unknown;
  };
  /**
   * an HTTP request that a person could make
   */
  readonly request?: {
    /**
     * GET, POST, PUT, PATCH or DELETE; POST where there is a body, else GET
     */
    readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    /**
     * a URL; {placeholders} in it are percent-encoded
     */
    readonly url: string;
    /**
     * header fields; a token is in them as ${NAME}
     */
    readonly headers?: {
      readonly [k: string]: string;
    };
    /**
     * an object or a list is sent as JSON, a text unchanged
     */
    readonly body?:
      | {
          readonly [k: string]: unknown;
        }
      | readonly unknown[]
      | string;
  };
  /**
   * a program and its arguments as a list; no shell reads them
   *
   * @minItems 1
   */
  readonly command?: readonly string[];
  /**
   * variables for the command, beside those of this process without keys and tokens
   */
  readonly environment?: {
    readonly [k: string]: string;
  };
  /**
   * what a person at the terminal is asked to do
   */
  readonly prompt?: string;
  /**
   * a JSON pointer to the result in the answer or the output, such as /count
   */
  readonly result?: string;
  readonly seconds?: Seconds;
}
