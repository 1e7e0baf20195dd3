import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** The certificate of the server. */
export const tlsCertificateRules: readonly Rule[] = [
  {
    id: 'tls/name-mismatch',
    cause: 'tls-certificate-name-mismatch',
    weight: 'exact',
    phase: 'tls',
    says: phrases`
      relies on legacy common name · doesnt contain any ip sans · does not match the server certificate ·
      certificate * does not match · verify identity of server · err_tls_cert_altname_invalid ·
      x509: certificate is valid for · hostname_check_failed · does not match certificates altnames ·
      certificate subject name * does not match · did not match expected cn · hostname/ip does not match ·
      hostname mismatch · hostname * doesnt match · hostname verification failed · no name matching · certificate is not valid for ·
      certificate is valid for * not · not valid for name · notvalidforname · no subject alternative ·
      no alternative certificate subject name · hostname does not match · does not match the host · name mismatch ·
      remotecertificatenamemismatch · ip address mismatch · was not issued for ·
      certificate common name * doesnt match · certificate for * doesnt match · common name * does not match ·
      certificate name does not match · host name did not match the name given · match certificate ·
      doesnt match any of the subject alternative names · der name im zertifikat · peer name mismatch ·
      server hostname * verification failed: the name · the owner does not match hostname · verify failed (hostname ·
      host {name /}doesnt match certificate · principal name is incorrect · ns_error_*bad_cert_domain ·
      ssl_error_bad_cert_domain · certificate does not match · certificate verification failed * hostname
    `,
    unless: ['fingerprint'],
    source: 'host name checks of OpenSSL, Node, Java, Go, PHP, GnuTLS, .NET, rustls (RFC 6125)',
  },
  {
    id: 'tls/expired',
    cause: 'tls-certificate-expired',
    weight: 'exact',
    phase: 'tls',
    says: phrases`
      certificate * has expired · uses expired certificate · certificate: expired · certificate has expired ·
      certificate expired · certificate for * expired · cert_has_expired · certexpired · nottimevalid · notvalidyet ·
      certificate is expired · certificateexpired · expired certificate · certificate * is not yet valid ·
      cert_not_yet_valid · certificatenotyetvalid · certificate is not yet valid · not valid before ·
      sslv3 alert certificate expired · notafter · validity check failed · certificado ha caducado ·
      certificado ha expirado · certificado caducado · zertifikat ist abgelaufen · zertifikat abgelaufen ·
      certificat a expire · certificat expire · sec_error_expired_certificate · expired (certificate ·
      certificateexpiredexception · a required certificate is not within its validity period ·
      ssl certificate problem: certificate has expired · certificado expirado
    `,
    unless: ['client certificate'],
    source: 'validity checks of OpenSSL, Node, Java, Go, GnuTLS, NSS, SChannel',
  },
  {
    id: 'tls/untrusted',
    cause: 'tls-certificate-untrusted',
    weight: 'usual',
    phase: 'tls',
    says: phrases`
      fingerprint does not match · certificate not verified · self signed certificate · self-signed certificate ·
      unable to verify the first certificate · unable_to_verify_leaf_signature · unable to get local issuer ·
      unable to get issuer · depth_zero_self_signed_cert · self_signed_cert_in_chain ·
      certificate signed by unknown authority · unable to find valid certification path · pkix path building failed ·
      certificate verify failed · certificate_verify_failed · unknown ca · unknown_ca · unknownissuer ·
      issuer certificate * could not be found · untrusted certificate · untrusted_issuer · issuer is not recognized ·
      trustanchors parameter must be non-empty · untrusted issuer · not trusted · issuer is unknown ·
      issuer certificate is unknown · unknown issuer · partialchain · untrustedroot · remotecertificatechainerrors ·
      remote certificate is invalid · the remote certificate was rejected · unsupportedcertversion ·
      caused by unsupported * cert · ca md too weak · ca_md_too_weak · ee key too small · ee_key_too_small ·
      dh key too small certificate · certificate was revoked · certificate has been revoked · certificate revoked ·
      certificaterevoked · suncertpathbuilderexception ·
      certificate chain was issued by an authority that is not trusted · unable to validate certificate ·
      server certificate verification failed · certificate verification failed · invalid certificate ·
      invalid peer certificate · bad certificate · certificateunknown · certificate unknown ·
      sslhandshakeexception: * certificate · no se pudo verificar el certificado · certificado autofirmado ·
      nicht vertrauenswurdig · certificatenotvalid · certificate issuer · trust anchors parameter must be non-empty ·
      invalidcertificate · ssl certificate error · an ssl error occurred * certificate · ssl: certificate ·
      certificate could not be verified · not be verified by · revocationstatusunknown · unable to check revocation ·
      revocation status · ora-29024 · ora-28759 · does not conform to algorithm constraints · basicconstraints · basic constraints ·
      certificate validation failed ·
      trust anchor for certification path not found
    `,
    unless: phrases`
      as configured · segun la configuracion · is not valid for · altname · certificate: expired ·
      certificate has expired · certificate expired · altnames · hostname mismatch · nottimevalid · certexpired ·
      no name matching · ip address mismatch · client certificate · dane
    `,
    source: 'chain checks of OpenSSL, Node, Java (PKIX), Go, .NET, GnuTLS, rustls',
  },
  {
    id: 'tls/no-authorities',
    cause: 'tls-certificate-untrusted',
    weight: 'tag',
    at: 'tls',
    side: 'configuration',
    kind: 'words',
    says: phrases`
      failed to load system roots · no roots provided · system cert pool · load system certificates ·
      error setting certificate {verify locations/file/path} · problem with the ssl ca cert · curl: (77) ·
      curl error 77 · no {native root/root/ca} {/ca }certificates {found/could be/were/available} ·
      no valid certificates found in · trustanchors parameter must be non-empty · failed loading cafile ·
      cannot load certificate authority data · cannot load certification authority data ·
      default ssl context init failed · ssl_ctx_load_verify · ssl_ctx_set_default_verify_paths
    `,
    unless: ['client certificate', 'smtpd['],
    source:
      'Go, curl, rustls, Java, PHP, Postfix and GnuTLS where the list of authorities is missing on our own machine, as in images without ca-certificates',
  },
  {
    id: 'tls/authorities-not-read',
    cause: 'tls-certificate-untrusted',
    weight: 'exact',
    at: 'tls',
    side: 'configuration',
    kind: 'words',
    says: phrases`
      trust file · ca file · cafile · ca bundle · ca-bundle · ca certificate file · ca-certificates.crt · cacert.pem ·
      trust store · truststore · root certificates
    `,
    also: phrases`
      cannot {load/open/read/set/find} · could not {load/open/read/find} · unable to {load/open/read/find} ·
      failed to {load/open/read/find} · no such file · does not exist · not found · error while reading · not readable
    `,
    unless: ['client certificate', 'smtpd[', 'verify failed'],
    source: 'msmtp, mutt, PHP and others that name the file of authorities which they could not read',
  },
  {
    id: 'tls/started-and-failed',
    cause: 'tls-certificate-untrusted',
    weight: 'usual',
    at: 'tls',
    kind: 'words',
    confidence: 'guess',
    says: ['starttls failed (code: 220'],
    source:
      'PEAR Net_SMTP: the server was ready and PHP refused the handshake, which since 5.6 is mostly the certificate',
  },
]
