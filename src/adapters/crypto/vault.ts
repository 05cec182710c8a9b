import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { FileVault } from "../../application/files.js";
import type { Vault } from "../../application/ports.js";
import { deriveKey, KEY_BYTES } from "./keys.js";
import { makeLru } from "./lru.js";

// What is sealed stands as: format (1 byte), id of the key (4), IV (12), cipher text, tag (16). The row's id is the additional data.
const FORMAT = 1;
const KEY_ID_BYTES = 4;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + KEY_ID_BYTES + IV_BYTES;
/** Each turn seals under its customer's key, so unwrapped keys are kept; 10,000 of them are about 3 MB. */
const DATA_KEYS_MOST = 10_000;
/** No row has this id: a wrapped key never opens as a row, nor a row as a key. */
const WRAPPED = "data-key";

export class VaultError extends Error {
  readonly code = "vault.unreadable";
}

interface Key {
  id: Buffer;
  secret: Buffer;
}

const keyOf = (secret: Buffer): Key => ({ secret, id: deriveKey(secret, "key-id").subarray(0, KEY_ID_BYTES) });

// Random bytes by the page: a call for twelve of them costs as much as sealing a message does.
const IVS = 256;
let ivs = Buffer.alloc(0);
function nextIv(): Buffer {
  if (ivs.length === 0) ivs = randomBytes(IVS * IV_BYTES);
  const iv = ivs.subarray(0, IV_BYTES);
  ivs = ivs.subarray(IV_BYTES);
  return iv;
}

function encrypt(key: Key, rowId: string, plain: string | Uint8Array): Buffer {
  const iv = nextIv();
  const cipher = createCipheriv("aes-256-gcm", key.secret, iv).setAAD(Buffer.from(rowId));
  const body = cipher.update(typeof plain === "string" ? Buffer.from(plain) : plain); // as text it takes half as long again
  cipher.final();
  return Buffer.concat([Buffer.from([FORMAT]), key.id, iv, body, cipher.getAuthTag()]);
}

const keyIdOf = (sealed: Buffer): Buffer => sealed.subarray(1, 1 + KEY_ID_BYTES);

function decrypt(key: Key, rowId: string, sealed: Buffer): Buffer {
  if (sealed.length < HEAD_BYTES + TAG_BYTES || sealed[0] !== FORMAT)
    throw new VaultError(`What is sealed in ${rowId} has no known format.`);
  if (!keyIdOf(sealed).equals(key.id)) throw new VaultError(`What is sealed in ${rowId} was sealed under another key.`);
  const iv = sealed.subarray(1 + KEY_ID_BYTES, HEAD_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key.secret, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(rowId)).setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const plain = decipher.update(sealed.subarray(HEAD_BYTES, -TAG_BYTES));
    decipher.final();
    return plain;
  } catch (cause) {
    throw new VaultError(`What is sealed in ${rowId} was changed, or belongs to another row.`, { cause });
  }
}

/**
 * The vault over `DATA_KEY`. A row sealed before its conversation had a customer stays under the desk's key; `open` tells the
 * two apart by the key's id, so the caller may always give the customer's.
 */
export function makeVault(dataKey: Buffer): Vault & FileVault {
  const wrapping = keyOf(deriveKey(dataKey, "wrap"));
  const desk = keyOf(deriveKey(dataKey, "desk"));
  const lookupSecret = deriveKey(dataKey, "lookup");
  const unwrapped = makeLru<Key>(DATA_KEYS_MOST);

  function customerKey(wrapped: Buffer): Key {
    const name = wrapped.toString("latin1");
    const known = unwrapped.get(name);
    if (known) return known;
    const key = keyOf(decrypt(wrapping, WRAPPED, wrapped));
    unwrapped.set(name, key);
    return key;
  }

  return {
    newDataKey: () => encrypt(wrapping, WRAPPED, randomBytes(KEY_BYTES)),
    seal: (wrapped, rowId, plain) => encrypt(wrapped ? customerKey(wrapped) : desk, rowId, plain),
    open(wrapped, rowId, sealed) {
      const ofDesk = !wrapped || keyIdOf(sealed).equals(desk.id);
      return decrypt(ofDesk ? desk : customerKey(wrapped), rowId, sealed).toString("utf8");
    },
    sealBytes: (rowId, plain) => encrypt(desk, rowId, plain),
    openBytes: (rowId, sealed) => decrypt(desk, rowId, sealed),
    lookup: (value) => createHmac("sha256", lookupSecret).update(value).digest(),
  };
}
