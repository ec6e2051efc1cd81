import { wireClient } from "../../../clients/wire.ts";
import { type Aim, type Attack, attacksOn } from "./attacks.ts";

/** The requests of the law `wire` with this aim, to be shown and not to be sent. */
export function sampleAttacks(aim: Aim): Attack[] {
  const client = wireClient({
    endpoint: "http://127.0.0.1:1",
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    timeoutMilliseconds: 1,
  });
  const attacks = attacksOn(aim, client);
  client.close();
  return attacks;
}
