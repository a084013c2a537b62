import { lookup as resolve, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction, Socket } from 'node:net';
import type { MakeSocket } from './client.ts';
import { TargetFailure } from './failure.ts';
import { isAllowed, type Networks } from './networks.ts';

/**
 * Sockets that connect to public addresses and to these networks only. The address is looked at when the socket connects to it,
 * so that a name which leads elsewhere the next time gains nothing; of a name with several addresses all must be allowed.
 */
export function guardedSocket(networks: Networks): MakeSocket {
  const lookup: LookupFunction = (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const addresses = error === null ? found : [];
      const refused = addresses.length === 0 || addresses.some(({ address }) => !isAllowed(address, networks));
      if (error !== null || refused) callback(error ?? notAllowed(), [], 0);
      else if (options.all === true) callback(null, addresses);
      else callback(null, addresses[0].address, addresses[0].family);
    });
  };
  return () => {
    const socket = new Socket();
    const connect = socket.connect.bind(socket);
    return Object.assign(socket, {
      // Called by the driver with a port and a host, or with the path of a socket of the system.
      connect(port: number | string, host?: string): Socket {
        const isName = host !== undefined && isIP(host) === 0;
        if (typeof port !== 'number' || host === undefined || (!isName && !isAllowed(host, networks))) {
          return socket.destroy(notAllowed());
        }
        return connect({ port, host, lookup });
      },
    });
  };
}

function notAllowed(): TargetFailure {
  return new TargetFailure(
    'ADDRESS_NOT_ALLOWED',
    'the host is in a network that this gateway does not connect to: its operator can allow it with ROWMILL_TARGET_NETWORKS',
  );
}
