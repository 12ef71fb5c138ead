#!/bin/sh
# Starts this function with the Java of its package. There is no PATH here: nothing but what the shell itself can.
set -f
case "$0" in
	*/*) CDPATH='' cd -- "${0%/*}" || exit 126 ;;
esac

java=jre/bin/java
if [ -f "$java" ] && [ ! -x "$java" ]; then
	# Unpacked by something that does not know the modes of files
	/bin/chmod 0755 "$java" jre/lib/jspawnhelper
fi
if [ ! -x "$java" ]; then
	echo "exec: the package's Java, '$PWD/$java', is missing or may not be executed. Package the application again, and" \
		"deploy the zip as it is: one that was unpacked and zipped again may have lost the modes of its files." >&2
	exit 127
fi

# What is not heap (classes, compiled code, threads, buffers) takes up to about 256 MB
memory=${BLUEPRINT_MEMORY_MB:-}
case "$memory" in
	'' | *[!0-9]*) heap=-XX:MaxRAMPercentage=60 ;;
	*)
		if [ "$memory" -gt 512 ]; then
			heap=-Xmx$((memory - 256))m
		else
			heap=-Xmx$((memory / 2))m
		fi
		;;
esac

exec "$java" "$heap" @java.args ${JAVA_OPTS:-} @ENTRY_CLASS@
