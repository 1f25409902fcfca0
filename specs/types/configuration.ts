// Made from schemas/configuration.schema.json by `npm run generate`.

/**
 * What Countersign has to know of a target that it does not start itself. Secrets stand in it as ${NAME} only, a variable of the environment.
 */
export interface CountersignYaml {
  /**
   * the API that is judged
   */
  readonly target?: {
    /**
     * the base URL of the API without a path, such as https://api-stg.example.com
     */
    readonly url: string;
    /**
     * where the host would answer plain HTTP, such as http://api-stg.example.com (TLS-01)
     */
    readonly plainUrl?: string;
    /**
     * the name of the environment: stg for a test environment, prod for production
     */
    readonly environment: string;
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
      /**
       * the passphrase of the private key
       */
      readonly passphrase?: string;
    };
  };
  readonly merchant?: Credentials;
  readonly secondMerchant?: Credentials1;
  /**
   * another environment that may be tested, with the merchant's keys there
   */
  readonly secondEnvironment?: {
    /**
     * the base URL of the API there, without a path
     */
    readonly url: string;
    /**
     * the name of that environment: stg for a test environment; any other counts as production
     */
    readonly environment?: string;
    /**
     * the API Key there
     */
    readonly apiKey: string;
    /**
     * the API Signature there
     */
    readonly apiSignature: string;
    /**
     * the API Key of the read-only endpoints there
     */
    readonly readOnlyKey: string;
  };
  /**
   * request bodies that the target is known to accept, by operation id (createDeposit, createRefund); without one, the example of the documentation is sent
   */
  readonly samples?: {
    /**
     * a request body as YAML
     */
    readonly [k: string]: {};
  };
  /**
   * source addresses of this machine
   */
  readonly addresses?: {
    /**
     * the source address that calls go out from, when the machine has several; it is on the merchant's list
     */
    readonly allowed?: string;
    /**
     * a source address of this machine that is not on the merchant's list
     */
    readonly refused?: string;
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
    readonly moveStatus?: Recipe1;
    readonly countDeposits?: Recipe2;
    readonly rotateKeys?: Recipe3;
    readonly addAddress?: Recipe4;
    readonly removeAddress?: Recipe5;
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
   * what stands in every invoice id of ours: up to 12 letters and digits
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
       * the id of a clause, such as IPA-01 (`countersign clauses` lists them)
       */
      readonly clause: string;
      /**
       * who answers for leaving it out
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
   * how long we wait, in seconds
   */
  readonly deadlines?: {
    /**
     * the longest wait for an answer of the target, in seconds
     */
    readonly answer?: number;
    /**
     * the longest time of a recipe, in seconds; a prompt waits for as long as the person needs
     */
    readonly recipe?: number;
    /**
     * the longest time of one clause, in seconds; what was judged until then counts
     */
    readonly clause?: number;
    /**
     * the longest time that a change of the address list may take until calls show it, in seconds; no document says
     */
    readonly change?: number;
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
     * how the API is read: onekey unless another is named
     */
    readonly profile?: string;
    /**
     * working trees and front ends (folders relative to this file, URLs) that no key of merchant may stand in (AUT-10)
     *
     * @minItems 1
     */
    readonly sources?: readonly string[];
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
      /**
       * the API Key of the set
       */
      readonly apiKey: string;
      /**
       * the API Signature of the set
       */
      readonly apiSignature: string;
      /**
       * its read-only key, where a mix-up is possible
       */
      readonly readOnlyKey?: string;
      /**
       * when the set ended, such as 2027-01-31T12:00:00Z; left out while it is in force
       */
      readonly until?: string;
    }[];
  };
  /**
   * the merchant's receiver of notifications, for `certify --role receiver`
   */
  readonly receiver?: {
    /**
     * where it takes notifications, such as http://127.0.0.1:8080/notifications; {port} in it is a free port, which receiver.start is told
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
     * where Countersign plays the Deposits API that the receiver asks for the status
     */
    readonly statusApi?: {
      /**
       * the address to listen on: 127.0.0.1 unless another is given
       */
      readonly host?: string;
      /**
       * the port, for a receiver that cannot be told {statusApi} when it starts
       */
      readonly port?: number;
    };
    /**
     * puts the order of {depositId}, {invoiceId}, {amount} and {currency} where the receiver looks for it; none where it needs no orders
     */
    readonly register?: 'none' | Recipe6;
    readonly releases?: Recipe7;
    readonly rotate?: Recipe8;
    /**
     * the command that runs the receiver until it is ended
     */
    readonly start?: {
      /**
       * a program and its arguments as a list; {statusApi}, {apiKey}, {apiSignature}, {oldApiSignature}, {port} and {folder} are put in
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
      /**
       * the longest time until it listens
       */
      readonly seconds?: number;
    };
    readonly stop?: Recipe9;
    /**
     * how long we wait for it, in seconds
     */
    readonly deadlines?: {
      /**
       * the longest time until its answer (RCV-14): 10 unless another is given
       */
      readonly answer?: number;
      /**
       * the longest time until acknowledged work is done, over failures of the status API and restarts: 20 unless another is given
       */
      readonly heal?: number;
      /**
       * how long after an answer an effect may still show: 0.1 unless another is given
       */
      readonly settle?: number;
    };
  };
}
/**
 * the merchant's keys in the target environment (panel: Settings, API Access)
 */
export interface Credentials {
  /**
   * the API Key, sent as X-Login
   */
  readonly apiKey: string;
  /**
   * the API Signature, which signs POST operations
   */
  readonly apiSignature: string;
  /**
   * the API Key of the read-only endpoints, sent as Bearer
   */
  readonly readOnlyKey: string;
}
/**
 * the keys of another merchant account in the same environment
 */
export interface Credentials1 {
  /**
   * the API Key, sent as X-Login
   */
  readonly apiKey: string;
  /**
   * the API Signature, which signs POST operations
   */
  readonly apiSignature: string;
  /**
   * the API Key of the read-only endpoints, sent as Bearer
   */
  readonly readOnlyKey: string;
}
/**
 * makes a deposit answer 500 the first time its {invoiceId} is seen
 */
export interface Recipe {
  /**
   * members to put into the body of a creation; only for provoke500
   */
  readonly patch?: {};
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
     * header fields; a token stands in them as ${NAME}
     */
    readonly headers?: {
      readonly [k: string]: string;
    };
    /**
     * an object or a list is sent as JSON, text as it stands
     */
    readonly body?: {} | readonly unknown[] | string;
  };
  /**
   * a program and its arguments as a list; no shell reads them
   *
   * @minItems 1
   */
  readonly command?: readonly string[];
  /**
   * variables for the command, beside those of this process
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
  /**
   * the longest time of this recipe, in seconds
   */
  readonly seconds?: number;
}
/**
 * sets the deposit {depositId} to {status} (COMPLETED or CANCELLED), in the {environment} (first or second) where there are two
 */
export interface Recipe1 {
  /**
   * members to put into the body of a creation; only for provoke500
   */
  readonly patch?: {};
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
     * header fields; a token stands in them as ${NAME}
     */
    readonly headers?: {
      readonly [k: string]: string;
    };
    /**
     * an object or a list is sent as JSON, text as it stands
     */
    readonly body?: {} | readonly unknown[] | string;
  };
  /**
   * a program and its arguments as a list; no shell reads them
   *
   * @minItems 1
   */
  readonly command?: readonly string[];
  /**
   * variables for the command, beside those of this process
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
  /**
   * the longest time of this recipe, in seconds
   */
  readonly seconds?: number;
}
/**
 * tells how many deposits the merchant has under {invoiceId}, in the {environment} (first or second) where there are two
 */
export interface Recipe2 {
  /**
   * members to put into the body of a creation; only for provoke500
   */
  readonly patch?: {};
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
     * header fields; a token stands in them as ${NAME}
     */
    readonly headers?: {
      readonly [k: string]: string;
    };
    /**
     * an object or a list is sent as JSON, text as it stands
     */
    readonly body?: {} | readonly unknown[] | string;
  };
  /**
   * a program and its arguments as a list; no shell reads them
   *
   * @minItems 1
   */
  readonly command?: readonly string[];
  /**
   * variables for the command, beside those of this process
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
  /**
   * the longest time of this recipe, in seconds
   */
  readonly seconds?: number;
}
/**
 * makes new keys and ends the old ones; answers with a JSON object of apiKey, apiSignature and readOnlyKey
 */
export interface Recipe3 {
  /**
   * members to put into the body of a creation; only for provoke500
   */
  readonly patch?: {};
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
     * header fields; a token stands in them as ${NAME}
     */
    readonly headers?: {
      readonly [k: string]: string;
    };
    /**
     * an object or a list is sent as JSON, text as it stands
     */
    readonly body?: {} | readonly unknown[] | string;
  };
  /**
   * a program and its arguments as a list; no shell reads them
   *
   * @minItems 1
   */
  readonly command?: readonly string[];
  /**
   * variables for the command, beside those of this process
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
  /**
   * the longest time of this recipe, in seconds
   */
  readonly seconds?: number;
}
/**
 * puts {address} on the merchant's list, in the {environment} (first or second) where there are two
 */
export interface Recipe4 {
  /**
   * members to put into the body of a creation; only for provoke500
   */
  readonly patch?: {};
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
     * header fields; a token stands in them as ${NAME}
     */
    readonly headers?: {
      readonly [k: string]: string;
    };
    /**
     * an object or a list is sent as JSON, text as it stands
     */
    readonly body?: {} | readonly unknown[] | string;
  };
  /**
   * a program and its arguments as a list; no shell reads them
   *
   * @minItems 1
   */
  readonly command?: readonly string[];
  /**
   * variables for the command, beside those of this process
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
  /**
   * the longest time of this recipe, in seconds
   */
  readonly seconds?: number;
}
/**
 * takes {address} off the merchant's list, in the {environment} (first or second) where there are two
 */
export interface Recipe5 {
  /**
   * members to put into the body of a creation; only for provoke500
   */
  readonly patch?: {};
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
     * header fields; a token stands in them as ${NAME}
     */
    readonly headers?: {
      readonly [k: string]: string;
    };
    /**
     * an object or a list is sent as JSON, text as it stands
     */
    readonly body?: {} | readonly unknown[] | string;
  };
  /**
   * a program and its arguments as a list; no shell reads them
   *
   * @minItems 1
   */
  readonly command?: readonly string[];
  /**
   * variables for the command, beside those of this process
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
  /**
   * the longest time of this recipe, in seconds
   */
  readonly seconds?: number;
}
export interface Recipe6 {
  /**
   * members to put into the body of a creation; only for provoke500
   */
  readonly patch?: {};
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
     * header fields; a token stands in them as ${NAME}
     */
    readonly headers?: {
      readonly [k: string]: string;
    };
    /**
     * an object or a list is sent as JSON, text as it stands
     */
    readonly body?: {} | readonly unknown[] | string;
  };
  /**
   * a program and its arguments as a list; no shell reads them
   *
   * @minItems 1
   */
  readonly command?: readonly string[];
  /**
   * variables for the command, beside those of this process
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
  /**
   * the longest time of this recipe, in seconds
   */
  readonly seconds?: number;
}
/**
 * tells how often the order of {depositId} was released
 */
export interface Recipe7 {
  /**
   * members to put into the body of a creation; only for provoke500
   */
  readonly patch?: {};
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
     * header fields; a token stands in them as ${NAME}
     */
    readonly headers?: {
      readonly [k: string]: string;
    };
    /**
     * an object or a list is sent as JSON, text as it stands
     */
    readonly body?: {} | readonly unknown[] | string;
  };
  /**
   * a program and its arguments as a list; no shell reads them
   *
   * @minItems 1
   */
  readonly command?: readonly string[];
  /**
   * variables for the command, beside those of this process
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
  /**
   * the longest time of this recipe, in seconds
   */
  readonly seconds?: number;
}
/**
 * gives the receiver new keys, {apiKey} and {apiSignature}; {oldApiSignature} is empty when the old one has ended
 */
export interface Recipe8 {
  /**
   * members to put into the body of a creation; only for provoke500
   */
  readonly patch?: {};
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
     * header fields; a token stands in them as ${NAME}
     */
    readonly headers?: {
      readonly [k: string]: string;
    };
    /**
     * an object or a list is sent as JSON, text as it stands
     */
    readonly body?: {} | readonly unknown[] | string;
  };
  /**
   * a program and its arguments as a list; no shell reads them
   *
   * @minItems 1
   */
  readonly command?: readonly string[];
  /**
   * variables for the command, beside those of this process
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
  /**
   * the longest time of this recipe, in seconds
   */
  readonly seconds?: number;
}
/**
 * ends it at once, where ending the started command is not enough
 */
export interface Recipe9 {
  /**
   * members to put into the body of a creation; only for provoke500
   */
  readonly patch?: {};
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
     * header fields; a token stands in them as ${NAME}
     */
    readonly headers?: {
      readonly [k: string]: string;
    };
    /**
     * an object or a list is sent as JSON, text as it stands
     */
    readonly body?: {} | readonly unknown[] | string;
  };
  /**
   * a program and its arguments as a list; no shell reads them
   *
   * @minItems 1
   */
  readonly command?: readonly string[];
  /**
   * variables for the command, beside those of this process
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
  /**
   * the longest time of this recipe, in seconds
   */
  readonly seconds?: number;
}
