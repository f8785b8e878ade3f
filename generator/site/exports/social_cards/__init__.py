"""The pictures that chats and social networks show for a link: one for each digest, topic and paper."""
