import { KecsContainer } from "../../../../targets/kecs/container/kecsContainer.ts";
import { ourselves } from "../../../../targets/kecs/container/ownership.ts";
import { image } from "./build.ts";

/** Starts a KECS, prints its owner, and waits for its own end. */
await new KecsContainer(image).withPostgresImage(image).start();
console.log(ourselves());
setInterval(() => {}, 60_000);
