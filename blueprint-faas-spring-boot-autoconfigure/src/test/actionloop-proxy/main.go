// Runs OpenWhisk's ActionLoop proxy on a port of one's choice. Put this file into a new
// folder of a checkout of apache/openwhisk-runtime-go, and there:
//
//	go build -o actionloop-proxy ./<that folder>
//	export BLUEPRINT_ACTIONLOOP_PROXY=$PWD/actionloop-proxy
package main

import (
	"log"
	"os"
	"strconv"

	"github.com/apache/openwhisk-runtime-go/openwhisk"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("The only argument is the port")
	}
	port, err := strconv.Atoi(os.Args[1])
	if err != nil {
		log.Fatalf("The port must be a number, but is '%s'", os.Args[1])
	}
	openwhisk.NewActionProxy("./action", os.Getenv("OW_COMPILER"), os.Stdout, os.Stderr).Start(port)
}
