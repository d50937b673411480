#!/bin/sh
# Starts Redis with one ACL user per service. Writes the ACL file from users.acl, with passwords as SHA-256 sums.
set -eu
umask 077

refuse() {
    echo "copydesk: $1" >&2
    exit 1
}

# The same passwords stand in redis:// addresses, so they may hold only what needs no escaping there.
sum_of() {
    case $2 in
        '') refuse "$1 is empty: give it a password" ;;
        *[!A-Za-z0-9._~-]*) refuse "$1 may only hold letters, digits and . _ ~ -" ;;
    esac
    printf %s "$2" | sha256sum | cut -d ' ' -f 1
}

prefix=${COPYDESK_REDIS_PREFIX:-}
case $prefix in
    *[!A-Za-z0-9._:{}-]*) refuse "COPYDESK_REDIS_PREFIX may only hold letters, digits and . _ : { } -" ;;
esac

# Assigned one by one, so that a refusal ends the start.
publisher=$(sum_of COPYDESK_PUBLISHER_PASSWORD "${COPYDESK_PUBLISHER_PASSWORD:-}")
operator=$(sum_of COPYDESK_OPERATOR_PASSWORD "${COPYDESK_OPERATOR_PASSWORD:-}")
cleaner=$(sum_of COPYDESK_CLEANER_PASSWORD "${COPYDESK_CLEANER_PASSWORD:-}")
extractor=$(sum_of COPYDESK_EXTRACTOR_PASSWORD "${COPYDESK_EXTRACTOR_PASSWORD:-}")
indexer=$(sum_of COPYDESK_INDEXER_PASSWORD "${COPYDESK_INDEXER_PASSWORD:-}")
notifier=$(sum_of COPYDESK_NOTIFIER_PASSWORD "${COPYDESK_NOTIFIER_PASSWORD:-}")
explorer=$(sum_of COPYDESK_EXPLORER_PASSWORD "${COPYDESK_EXPLORER_PASSWORD:-}")

# An ACL file knows neither comments nor continued lines: users.acl has both, for people.
sed -e '/^#/d' -e ':join' -e '/\\$/{N;s/ *\\\n */ /;b join' -e '}' \
    -e "s/<prefix>/$prefix/g" \
    -e "s/<publisher>/#$publisher/g" -e "s/<operator>/#$operator/g" \
    -e "s/<cleaner>/#$cleaner/g" -e "s/<extractor>/#$extractor/g" -e "s/<indexer>/#$indexer/g" \
    -e "s/<notifier>/#$notifier/g" -e "s/<explorer>/#$explorer/g" \
    /etc/copydesk/users.acl >/tmp/users.acl

exec redis-server /etc/copydesk/redis.conf --aclfile /tmp/users.acl "$@"
